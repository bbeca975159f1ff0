"""Names that lists know, found in running words: the longest of each kind at every place."""

import numpy as np

LONGEST = 3  # words told apart in an attribute: one, two, three or more


class Lists:
    """Names of one or several words with their kinds, looked up by their first word.

    Parameters
    ----------
    names : dict of (tuple of str, tuple of str)
        The words of a name, each in the standard form, and what kinds of thing it names.
    """

    def __init__(self, names: dict[tuple[str, ...], tuple[str, ...]] | None = None):
        self.names = names or {}
        self._first, self._known = {}, {}
        for name in self.names:
            self._first.setdefault(name[0], {}).setdefault(name[1] if len(name) > 1 else None, []).append(name)

    def _begun(self, word: tuple) -> tuple[dict, ...]:
        """The names that a word may begin, by their second word: as it stands, or without its attached particles."""
        found = self._known.get(word)
        if found is None:
            spellings = (word[1], word[0]) if word[0] != word[1] else (word[1],)
            found = self._known[word] = tuple(self._first[text] for text in spellings if text in self._first)
        return found

    def find(self, words: list[tuple], ids: np.ndarray, lengths: np.ndarray) -> tuple[list[int], list[str]]:
        """Where known names stand in sentences.

        Parameters
        ----------
        words : list of tuple
            Distinct words: norm, stem, proclitics, kind.
        ids : ndarray of int
            For every place the word that stands there, as a place in `words`.
        lengths : ndarray of int
            Places of each sentence.

        Returns
        -------
        places : list of int
        attributes : list of str
            `gB` at a name's first word and `gI` at the others, how many words it has (3 for more), its kind. Within a
            longer name of the same kind a shorter one is not seen.

        >>> lists = Lists({("كاس", "العالم"): ("competition",), ("العالم",): ("work", "competition")})
        >>> words = [("بكاس", "كاس", "ب", "word"), ("العالم", "العالم", "", "word")]
        >>> lists.find(words, np.array([0, 1]), np.array([2]))
        ([0, 1, 1], ['gB2competition', 'gI2competition', 'gB1work'])
        """
        ids = np.asarray(ids, np.int64)
        begun = [self._begun(word) for word in words]
        hits = np.flatnonzero(np.array([bool(names) for names in begun], bool)[ids]) if len(ids) else []
        ends = np.repeat(np.cumsum(lengths), lengths)
        places, attributes, covered = [], [], {}
        for place, end in zip(*(np.asarray(a)[hits].tolist() for a in (np.arange(len(ids)), ends)), strict=True):
            after = words[ids[place + 1]][0] if place + 1 < end else None
            longest = {}
            for names in begun[ids[place]]:
                for name in [*names.get(None, ()), *(names.get(after, ()) if after else ())]:
                    size = len(name)
                    if place + size <= end and all(words[ids[place + k]][0] == name[k] for k in range(2, size)):
                        for kind in self.names[name]:
                            longest[kind] = max(size, longest.get(kind, 0))
            for kind, size in longest.items():
                if covered.get(kind, 0) >= place + size:
                    continue
                covered[kind] = place + size
                mark = f"{min(size, LONGEST)}{kind}"
                places += range(place, place + size)
                attributes += [f"gB{mark}", *[f"gI{mark}"] * (size - 1)]
        return places, attributes
