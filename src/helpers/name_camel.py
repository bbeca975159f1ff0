"""camel-tools' neural name recogniser (AraBERT tuned on ANERcorp) behind the same interface as our own tagger."""

import numpy as np

SENTENCES, LONGEST = 256, 100  # sentences a call, which bounds memory; words a sentence, which the network can see
_MISSING = (
    "The engine 'camel' needs torch, transformers and camel-tools' data (542 MB to fetch): {what}. "
    "Run 'make camel-ner' once, or use engine='light', which needs nothing more."
)


def recogniser():
    """camel-tools' NERecognizer with its own model.

    Raises
    ------
    ImportError
        torch, transformers or the model's data are not installed; the message names the one command that installs them.
    """
    try:
        from camel_tools.ner import NERecognizer
    except ImportError as problem:
        raise ImportError(_MISSING.format(what=problem)) from problem
    except Exception as problem:  # the catalogue of data that is read on import, where there is no network
        raise ImportError(_MISSING.format(what=f"its catalogue cannot be read ({problem})")) from problem
    try:
        return NERecognizer.pretrained()
    except Exception as problem:  # camel-tools has no error of its own for data that are not there
        raise ImportError(_MISSING.format(what=f"its data are missing or cut ({problem})")) from problem


def labels(texts: list[str], sentence: np.ndarray, recogniser) -> np.ndarray:
    """A label (O, B-PER, ...) for every place.

    Parameters
    ----------
    texts : list of str
        The word at every place, as it is written: the network was trained on words with their hamzas.
    sentence : ndarray of int
        The sentence of every place.
    recogniser
        Has `predict`, which takes lists of words and gives as many labels for each.

    Raises
    ------
    ValueError
        The recogniser gave more labels than there are words, or other labels than those of ANERcorp.

    >>> class Cities:
    ...     def predict(self, sentences):
    ...         return [["B-LOC" if word == "موسكو" else "O" for word in sentence] for sentence in sentences]
    >>> labels(["زار", "موسكو"], np.array([0, 0]), Cities())
    array(['O', 'B-LOC'], dtype='<U6')
    """
    made = np.full(len(texts), "O", "<U6")
    edges = np.flatnonzero(np.diff(sentence, prepend=-1))
    starts = [s for low, high in zip(edges, [*edges[1:], len(texts)], strict=True) for s in range(low, high, LONGEST)]
    pieces = list(zip(starts, [*starts[1:], len(texts)], strict=True))
    for first in range(0, len(pieces), SENTENCES):
        part = pieces[first : first + SENTENCES]
        given = recogniser.predict([texts[low:high] for low, high in part])
        for (low, high), tags in zip(part, given, strict=True):
            if len(tags) > high - low:
                raise ValueError(f"The recogniser gave {len(tags)} labels for a sentence of {high - low} words.")
            made[low : low + len(tags)] = [tag.replace("PERS", "PER") for tag in tags]  # none where it saw no further
    unknown = set(made.tolist()) - {"O", *(f"{b}-{t}" for b in "BI" for t in ("PER", "LOC", "ORG", "MISC"))}
    if unknown:
        raise ValueError(
            f"The recogniser gave the label {min(unknown)!r}; known are O and B- or I- of PER, LOC, ORG, MISC."
        )
    return made
