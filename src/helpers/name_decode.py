"""Linear-chain decoding in numpy, all sentences at once: best label sequences and the probability of each label."""

import numpy as np


def decode(scores: np.ndarray, transitions: np.ndarray, lengths: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The likeliest labels of every sentence (Viterbi) and the marginal probability of each label (forward-backward).

    Parameters
    ----------
    scores : ndarray, shape (words, labels)
        Emission scores (log), the sentences one after the other.
    transitions : ndarray, shape (labels, labels)
        Score of going from one label (row) to the next (column).
    lengths : ndarray of int
        Words of each sentence, in order; they sum to `words`.

    Returns
    -------
    labels : ndarray of int, shape (words,)
    marginals : ndarray, shape (words, labels)

    >>> labels, marginals = decode(np.array([[0.0, 2.0], [1.0, 0.0]]), np.zeros((2, 2)), np.array([2]))
    >>> labels.tolist(), marginals.round(2).tolist()
    ([1, 0], [[0.12, 0.88], [0.73, 0.27]])
    """
    words, width = scores.shape
    lengths = np.asarray(lengths, np.int64)
    order = np.argsort(-lengths, kind="stable")
    firsts = (np.cumsum(lengths) - lengths)[order]
    lengths = lengths[order]
    longest = int(lengths[0]) if len(lengths) else 0
    active = [int(np.searchsorted(-lengths, -t, side="left")) for t in range(longest)]  # sentences longer than t
    labels, marginals = np.zeros(words, np.int64), np.zeros((words, width))
    if not longest:
        return labels, marginals

    shift = scores.max(axis=1, keepdims=True)
    weights, steps = np.exp(scores - shift), np.exp(transitions - transitions.max())
    forward, back = np.empty_like(weights), np.zeros((words, width), np.int8)
    rows = firsts
    forward[rows] = weights[rows] / weights[rows].sum(axis=1, keepdims=True)
    best = scores[rows]
    ends = np.empty((len(firsts), width))
    for t in range(1, longest):
        n = active[t]
        ends[n : len(best)] = best[n:]
        rows = firsts[:n] + t
        state = (forward[rows - 1] @ steps) * weights[rows]
        forward[rows] = state / state.sum(axis=1, keepdims=True)
        paths = best[:n, :, None] + transitions
        choice = paths.argmax(axis=1)
        back[rows] = choice
        best = np.take_along_axis(paths, choice[:, None, :], axis=1)[:, 0] + scores[rows]
        best -= best.max(axis=1, keepdims=True)
    ends[: len(best)] = best

    label = ends.argmax(axis=1)
    rows = firsts + lengths - 1
    labels[rows] = label
    marginals[rows] = forward[rows]
    backward = np.ones((len(firsts), width))
    for t in range(longest - 1, 0, -1):
        n = active[t]
        rows = firsts[:n] + t
        label = label.copy()
        label[:n] = back[rows, label[:n]]
        labels[rows - 1] = label[:n]
        onward = (backward[:n] * weights[rows]) @ steps.T
        backward[:n] = onward / onward.sum(axis=1, keepdims=True)
        joint = forward[rows - 1] * backward[:n]
        marginals[rows - 1] = joint / joint.sum(axis=1, keepdims=True)
    return labels, marginals
