"""Making the name tagger: knowledge of words, attributes of sentences, a CRF trained on them, and how it is scored."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pycrfsuite

from helpers import name_classes, name_contexts, name_gazetteer, name_topics
from helpers.name_decode import decode
from helpers.name_features import attributes
from helpers.name_lists import Lists
from helpers.name_model import Knowledge, Model

TYPES = ("PER", "LOC", "ORG", "MISC")
LABELS = ["O", *(f"{begin}-{kind}" for kind in TYPES for begin in "BI")]
SETTINGS = {"c1": 0.1, "c2": 0.3, "max_iterations": 60, "feature.possible_transitions": True, "feature.minfreq": 1}


def known_words(news, sport, *labelled, least: int = 4, sizes=(64, 256, 1024, 3000)) -> Knowledge:
    """Classes, gazetteers and leaning of every stem that stands `least` times or more in all texts together; names.

    Parameters
    ----------
    news : tuple
        Unlabelled text, as `name_corpora.unlabelled` gives it.
    sport : ndarray of bool
        For every article of the news whether it stands in the section on sport.
    *labelled : Tagged
        Texts with labels, whose words get classes too.
    """
    stems, places, sentences = {}, [], []
    last = 0
    whole = [(text.words, text.ids, np.repeat(np.arange(len(text.lengths)), text.lengths)) for text in labelled]
    for words, ids, sentence in [news[:3], *whole]:
        stem = np.array([stems.setdefault(word[1], len(stems)) for word in words], np.int64)
        places.append(stem[ids])
        sentences.append(np.asarray(sentence, np.int64) + last)
        last = sentences[-1].max() + 1
    places, sentences = np.concatenate(places), np.concatenate(sentences)
    count = np.bincount(places, minlength=len(stems))
    order = np.argsort(-count, kind="stable")
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    size = int((count >= least).sum())
    names = list(stems)
    words = [names[i] for i in order[:size]]
    columns = name_classes.classes(name_classes.vectors(rank[places], sentences, size), sizes)
    leanings = name_topics.leanings(news[0], news[1], news[3], sport, words)
    return Knowledge(words, columns | name_gazetteer.columns(words), leanings, Lists(name_gazetteer.names()))


def enriched(knowledge: Knowledge, stems: list[str], sums: np.ndarray) -> Knowledge:
    """Knowledge with what `name_contexts.read` found in the news, as the columns of `name_contexts.columns`."""
    found = np.zeros((len(knowledge.words), sums.shape[1]))
    index = np.array([knowledge.index.get(stem, -1) for stem in stems])
    found[index[index >= 0]] = sums[index >= 0]
    return replace(knowledge, columns=knowledge.columns | name_contexts.columns(found, LABELS))


def described(tagged, knowledge: Knowledge) -> list[list[list[str]]]:
    """The attributes of every sentence."""
    return [attributes(tagged.words, ids, knowledge) for ids, _ in tagged.sentences()]


def fit(sentences, labels, **settings):
    """A CRF trained on sentences of attributes (L-BFGS); returns a pycrfsuite tagger. Runs the same way every time."""
    trainer = pycrfsuite.Trainer("lbfgs", verbose=False)
    trainer.set_params(SETTINGS | settings)
    for rows, tags in zip(sentences, labels, strict=True):
        if rows:
            trainer.append(rows, tags)
    with TemporaryDirectory() as folder:
        path = str(Path(folder) / "crf")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
    return tagger


def labelled(tagger, sentences, eager: float = 0.0) -> list[list[str]]:
    """The labels of sentences of attributes by a trained tagger, with `eager` added to the score of every name.

    >>> tagger = fit([[["s=في"], ["s=تونس"]]] * 3, [["O", "B-LOC"]] * 3)
    >>> labelled(tagger, [[["s=تونس"]], []])
    [['B-LOC'], []]
    """
    weights, transitions = _weights(tagger)
    none = np.zeros(len(LABELS), np.float32)
    rows = [sum((weights.get(a, none) for a in row), none) for sentence in sentences for row in sentence]
    lengths = np.array([len(sentence) for sentence in sentences])
    scores = np.array(rows).reshape(-1, len(LABELS)) + eager * (np.arange(len(LABELS)) > 0)  # LABELS[0] is O
    found = iter(np.array(LABELS)[decode(scores, transitions, lengths[lengths > 0])[0]].tolist())
    return [[next(found) for _ in range(length)] for length in lengths]


def exported(tagger, knowledge: Knowledge, about=None) -> Model:
    """A trained CRF as a `Model`, with what it needs to know."""
    weights, transitions = _weights(tagger)
    ordered = {name: weights[name] for name in sorted(weights)}
    return Model(LABELS, knowledge, ordered, transitions, about)


def _weights(tagger) -> tuple[dict[str, np.ndarray], np.ndarray]:
    info, weights = tagger.info(), {}
    for (attribute, label), weight in info.state_features.items():
        weights.setdefault(attribute, np.zeros(len(LABELS), np.float32))[LABELS.index(label)] = weight
    transitions = np.zeros((len(LABELS), len(LABELS)), np.float32)
    for (one, other), weight in info.transitions.items():
        transitions[LABELS.index(one), LABELS.index(other)] = weight
    return weights, transitions


def spans(tags) -> set[tuple[int, int, str]]:
    """Names in one sentence of labels, as CoNLL counts them.

    >>> sorted(spans(["B-PER", "I-PER", "O", "B-LOC", "B-LOC"]))
    [(0, 2, 'PER'), (3, 4, 'LOC'), (4, 5, 'LOC')]
    """
    made, first = set(), None
    for i, tag in enumerate([*tags, "O"]):
        if first is not None and (tag[0] != "I" or tag[2:] != tags[first][2:]):
            made.add((first, i, tags[first][2:]))
            first = None
        if tag != "O" and first is None:
            first = i
    return made


def score(gold, predicted) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 in per cent, by type and over all, of two lists of sets of names (last item: the type).

    >>> score([{(0, 2, "PER"), (3, 4, "LOC")}], [{(0, 2, "PER")}])["ALL"]
    (100.0, 50.0, 66.7)
    """
    right, wanted, found = Counter(), Counter(), Counter()
    for one, other in zip(gold, predicted, strict=True):
        for counter, names in ((wanted, one), (found, other), (right, one & other)):
            counter.update(name[-1] for name in names)
            counter["ALL"] += len(names)
    made = {}
    for kind in (*TYPES, "ALL"):
        precision, recall = right[kind] / max(found[kind], 1), right[kind] / max(wanted[kind], 1)
        harmonic = 2 * precision * recall / max(precision + recall, 1e-9)
        made[kind] = tuple(round(100 * value, 1) for value in (precision, recall, harmonic))
    return made
