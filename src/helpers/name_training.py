"""Making the name tagger: knowledge of words, attributes of sentences, a CRF trained on them, and how it is scored."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pycrfsuite

from helpers import name_classes, name_contexts, name_gazetteer, name_phrases
from helpers.name_features import attributes
from helpers.name_model import Knowledge, Model

TYPES = ("PER", "LOC", "ORG", "MISC")
LABELS = ["O", *(f"{begin}-{kind}" for kind in TYPES for begin in "BI")]
SETTINGS = {"c1": 0.05, "c2": 0.5, "max_iterations": 60, "feature.possible_transitions": True, "feature.minfreq": 1}


def known_words(news, *labelled, least: int = 4, sizes=(64, 256, 1024, 3000)) -> Knowledge:
    """Classes and gazetteers of every stem that stands `least` times or more in all texts together.

    Parameters
    ----------
    news : tuple
        Unlabelled text, as `name_corpora.unlabelled` gives it.
    *labelled : Tagged
        Texts with labels, whose words get classes too.
    """
    stems, places, sentences = {}, [], []
    last = 0
    whole = [(text.words, text.ids, np.repeat(np.arange(len(text.lengths)), text.lengths)) for text in labelled]
    for words, ids, sentence in [news, *whole]:
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
    return Knowledge(words, columns | name_gazetteer.columns(words))


def enriched(knowledge: Knowledge, findings: list[tuple], mark: str) -> Knowledge:
    """Knowledge with the columns of `name_contexts.columns`, of one or more findings (stems, sums) taken together."""
    sums = np.zeros((len(knowledge.words), findings[0][1].shape[1]))
    for stems, found in findings:
        index = np.array([knowledge.index.get(stem, -1) for stem in stems])
        np.add.at(sums, index[index >= 0], found[index >= 0])
    columns = name_contexts.columns(sums, LABELS)
    return Knowledge(knowledge.words, knowledge.columns | {mark + name[1:]: column for name, column in columns.items()})


def described(tagged, knowledge: Knowledge, phrases=None) -> list[list[list[str]]]:
    """The attributes of every sentence."""
    codes = None
    if phrases is not None:
        sentence = np.repeat(np.arange(len(tagged.lengths)), tagged.lengths)
        codes = name_phrases.match(phrases, tagged.words, tagged.ids, sentence)
    made, low = [], 0
    for ids, _ in tagged.sentences():
        high = low + len(ids)
        made.append(attributes(tagged.words, ids, knowledge, () if codes is None else codes[low:high].tolist()))
        low = high
    return made


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


def exported(tagger, knowledge: Knowledge, phrases=None, about=None) -> Model:
    """A trained CRF as a `Model`, with what it needs to know."""
    info, weights = tagger.info(), {}
    for (attribute, label), weight in info.state_features.items():
        weights.setdefault(attribute, np.zeros(len(LABELS), np.float32))[LABELS.index(label)] = weight
    transitions = np.zeros((len(LABELS), len(LABELS)), np.float32)
    for (one, other), weight in info.transitions.items():
        transitions[LABELS.index(one), LABELS.index(other)] = weight
    ordered = {name: weights[name] for name in sorted(weights)}
    return Model(LABELS, knowledge, ordered, transitions, about, phrases)


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
