"""Whether a sentence is about sport, where a town's name is often its club: learned from the sections of the news."""

import numpy as np

SPORT = "sport"
EDGES = (-2.94, 0.0, 2.94)  # log odds of 5, 50 and 95 per cent
MOST, LEAST, PRIOR = 2.0, 5, 3.0  # of one word's log odds; articles that a word must stand in; articles added to each


def leanings(words: list[tuple], ids: np.ndarray, article: np.ndarray, sport: np.ndarray, stems: list[str]):
    """How much each stem speaks for sport: log of its share of sport's articles over its share of the others'.

    Parameters
    ----------
    words, ids, article
        The news: distinct words, which stands where, and in which article.
    sport : ndarray of bool
        For every article whether it stands in the section on sport.
    stems : list of str
        Whose leaning is asked for.

    Returns
    -------
    ndarray of float32
        Between -2 and 2, 0 for a stem that stands in fewer than five articles.

    >>> words = [("هدف", "هدف", "", "word"), ("نفط", "نفط", "", "word")]
    >>> ids, article = np.repeat([0, 1], 20), np.arange(40)
    >>> leanings(words, ids, article, article < 20, ["هدف", "نفط", "بحر"]).round(1).tolist()
    [2.0, -2.0, 0.0]
    """
    index = {stem: i for i, stem in enumerate(stems)}
    of_word = np.array([index.get(word[1], -1) for word in words], np.int64)[ids]
    known = of_word >= 0
    pairs = np.unique(of_word[known] * len(sport) + article[known])
    stem, where = pairs // len(sport), pairs % len(sport)
    counts = [np.bincount(stem[sport[where] == side], minlength=len(stems)) for side in (True, False)]
    every = counts[0] + counts[1]
    share = sport.mean()
    rates = [count / max(part, 1e-9) + PRIOR for count, part in zip(counts, (share, 1 - share), strict=True)]
    odds = np.clip(np.log(rates[0] / rates[1]), -MOST, MOST)
    return np.where(every < LEAST, 0.0, odds).astype(np.float32)


def buckets(odds: np.ndarray, ids: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """How much every sentence is about sport, in four steps: 0 (surely not) to 3 (surely).

    Parameters
    ----------
    odds : ndarray of float
        The leaning of every distinct word.
    ids, lengths
        Which word stands where; places of each sentence.

    >>> buckets(np.array([2.0, -2.0]), np.array([0, 0, 1, 1, 0]), np.array([2, 2, 1])).tolist()
    [3, 0, 2]
    """
    sentence = np.repeat(np.arange(len(lengths)), lengths)
    return np.digitize(np.bincount(sentence, np.asarray(odds)[ids], minlength=len(lengths)), EDGES)
