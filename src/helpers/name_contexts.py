"""What the places where a word stands say of it, over a large unlabelled text: self-training without the word itself.

A tagger that sees only the neighbours of a word, never the word, reads the whole text. Its guesses for all places of a
word, taken together, say what the word is; and since it never saw the word, those guesses are as good for words of the
training text as for others (two views of a name, its spelling and its context: Collins & Singer 1999).
"""

import numpy as np

from helpers.name_model import Model

SHARES = (0.005, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97)
_CHUNK = 400_000


def only(attributes: list[str]) -> list[str]:
    """The attributes of a place that say nothing of the word that stands there.

    >>> only(["n=موسكو", "c64=7", "al=0", "-1s=زار", "+2c64=3", "C-7|9", "E7|9", "gB1city", "T0", "T0c64=7", "BOS"])
    ['al=0', '-1s=زار', '+2c64=3', 'E7|9', 'T0', 'BOS']
    """
    return [
        a for a in attributes
        if a[0] in "+-" or a[:3] in ("al=", "BOS", "EOS") or (a[0] == "E" and "|" in a) or (a[0] == "T" and len(a) == 2)
    ]  # fmt: skip


def read(model: Model, words: list[tuple], ids: np.ndarray, sentence: np.ndarray) -> tuple[list[str], np.ndarray]:
    """How much each stem was each label, over a text: sums of marginal probabilities.

    Parameters
    ----------
    model : Model
        Trained on `only` attributes.
    words, ids, sentence
        The text: distinct words, which stands where, and in which sentence (numbers that grow).

    Returns
    -------
    stems : list of str
    sums : ndarray, shape (stems, labels)
    """
    stems = {}
    stem = np.array([stems.setdefault(word[1], len(stems)) for word in words], np.int64)
    sums = np.zeros((len(stems), len(model.labels)))
    edges = np.append(np.flatnonzero(np.diff(sentence, prepend=-1)), len(ids))
    low = 0
    while low < len(ids):
        high = int(edges[min(np.searchsorted(edges, low + _CHUNK), len(edges) - 1)])
        distinct, back = np.unique(ids[low:high], return_inverse=True)
        lengths = np.bincount(sentence[low:high] - sentence[low])
        _, marginals = model.tag([words[i] for i in distinct], back, lengths)
        for k, column in enumerate(marginals.T):
            sums[:, k] += np.bincount(stem[ids[low:high]], column, minlength=len(stems))
        low = high
    return list(stems), sums


def columns(sums: np.ndarray, labels: list[str]) -> dict[str, np.ndarray]:
    """Sums of `read` as columns of small numbers: the share of each type in steps, and what all of it comes to.

    `xPER` ... are 1 (share under 0.5 %) to 12 (97 % and more), 0 where the word never stood; `xtop` numbers the
    likeliest type, how often it begins there, the share of all names, how often the word was seen, in few steps each.

    >>> made = columns(np.array([[1.0, 8.0, 1.0], [99.9, 0.05, 0.05], [0, 0, 0]]), ["O", "B-PER", "I-PER"])
    >>> made["xPER"].tolist()
    [10, 1, 0]
    """
    types = sorted({label[2:] for label in labels} - {""})
    seen = sums.sum(axis=1)
    begins = np.stack([sums[:, labels.index(f"B-{t}")] for t in types], axis=1)
    whole = begins + np.stack([sums[:, labels.index(f"I-{t}")] for t in types], axis=1)
    made = {}
    for k, name in enumerate(types):
        share = (whole[:, k] + 0.02) / (seen + 0.2)  # a word seen once is not sure to be anything
        made[f"x{name}"] = np.where(seen > 0, np.digitize(share, SHARES) + 1, 0).astype(np.uint16)
    top = whole.argmax(axis=1)
    most = whole[np.arange(len(top)), top]
    first = np.digitize(begins[np.arange(len(top)), top] / np.maximum(most, 1e-9), (0.1, 0.3, 0.5, 0.7, 0.9))
    share = np.digitize(whole.sum(axis=1) / np.maximum(seen, 1e-9), (0.03, 0.15, 0.4, 0.7, 0.92))
    often = np.digitize(seen, (2.5, 9.5, 99.5))
    made["xtop"] = np.where(seen > 0, 1 + top + len(types) * (first + 6 * (share + 6 * often)), 0).astype(np.uint16)
    return made
