"""Names of people, places, organisations and other things in tokenised articles. Only this room knows which tagger."""

from functools import lru_cache

import numpy as np
import pandas as pd

from helpers import frames, name_camel, name_model, name_passes, name_units
from helpers.name_decode import decode

ENGINES = ("light", "camel")

_CHUNK = 300_000  # words at a time: what bounds the memory


def find(tokens: pd.DataFrame, engine: str = "light", model=None) -> pd.DataFrame:
    """Every naming of a person, place, organisation or other thing by its proper name.

    Parameters
    ----------
    tokens : pandas.DataFrame
        The tokens frame: article, sentence, start, end, text, kind, norm, proclitics, stem; block and zone if any.
    engine : {"light", "camel"}
        `light` is the tagger in data/models; `camel` is camel-tools' NERecognizer, when torch and its data are there.
    model : str or path, optional
        Another model file for `light`, or a recogniser with `predict` for `camel`.

    Returns
    -------
    pandas.DataFrame
        The mentions frame. `start` and `end` leave attached proclitics out and keep ال; titles and roles are no part of
        a name. `score` is the mean probability of the span's labels (0 to 1; 1 with `camel`, which gives none).
        `entity` and `link` are empty: `entities.resolve` fills them.

    Raises
    ------
    ValueError
        A column is missing, or no engine is called that.
    FileNotFoundError
        The model file is missing.

    >>> from helpers import tokens
    >>> text = "زار خليفة حفتر موسكو"
    >>> frame = tokens.tokenise(pd.DataFrame({"article": ["a"], "block": [0], "start": [0], "text": [text]}))
    >>> find(frame)[["start", "end", "text", "type"]].values.tolist()
    [[4, 14, 'خليفة حفتر', 'PER'], [15, 20, 'موسكو', 'LOC']]
    """
    if engine not in ENGINES:
        raise ValueError(f"No engine is called {engine!r}; there are: {', '.join(ENGINES)}.")
    words = name_units.units(tokens)
    spans = _camel(tokens, words, model) if engine == "camel" else _light(words, _loaded(str(model or name_model.PATH)))
    return _mentions(tokens, words, spans, engine)


@lru_cache(maxsize=2)
def _loaded(path: str):
    return name_model.load(path)


def _light(words, model) -> pd.DataFrame:
    spans = [_no_spans()]
    names = model.labels
    for low, high in _chunks(words.article):
        ids, back = np.unique(words.ids[low:high], return_inverse=True)
        distinct = [words.words[i] for i in ids]
        lengths = name_model.cut(np.bincount(words.sentence[low:high] - words.sentence[low]))
        scores = model.emissions(distinct, back, lengths)
        scores[:, 1:] += name_passes.EAGER
        scores += name_passes.institutions(distinct, back, words.sentence[low:high], names)
        scores[~_arabic(distinct, back, words.sentence[low:high]), 1:] = -50  # labels[0] is O
        labels, marginals = decode(scores, model.transitions, lengths)
        groups = name_passes.groups(distinct, back, words.article[low:high])
        scores += name_passes.evidence(marginals, names, groups)
        labels, marginals = decode(scores, model.transitions, lengths)
        licence = name_passes.licensed(labels, marginals, names, distinct, back, words.sentence[low:high], groups)
        if licence.any():
            labels, marginals = decode(scores + licence, model.transitions, lengths)
        name_passes.apart(labels, names, distinct, back)
        found = _spans(labels, marginals, names, words.sentence[low:high])
        found = found[~name_passes.common(found, distinct, back)]
        found = found[~name_passes.adjectives(found, distinct, back)]
        found = found[~name_passes.titles(found, distinct, back)]
        spans.append(found.assign(first=found["first"] + low, last=found["last"] + low))
    return pd.concat(spans, ignore_index=True)


def _arabic(distinct: list[tuple], ids: np.ndarray, sentence: np.ndarray) -> np.ndarray:
    """Whether a place stands in a sentence with an Arabic word in it; the tagger knows of no other language."""
    word = np.array([kind == "word" for *_, kind in distinct], bool)[ids]
    return np.isin(sentence, sentence[word])


def _camel(tokens: pd.DataFrame, words, recogniser) -> pd.DataFrame:
    text, start = tokens["text"].astype("str").to_numpy(object), tokens["start"].to_numpy(np.int64)
    low, high = words.start - start[words.row], words.end - start[words.row]
    texts = [text[row][a:b] for row, a, b in zip(words.row.tolist(), low.tolist(), high.tolist(), strict=True)]
    if not texts:
        return _no_spans()
    labels = name_camel.labels(texts, words.sentence, recogniser or name_camel.recogniser())
    names, codes = np.unique(labels, return_inverse=True)
    sure = np.eye(len(names))[codes]  # the recogniser keeps its probabilities to itself
    return _spans(codes, sure, names.tolist(), words.sentence)


def _chunks(article: np.ndarray):
    """Whole articles, about `_CHUNK` words at a time."""
    edges = np.append(np.flatnonzero(np.diff(article, prepend=-1)), len(article))
    low = 0
    for edge, after in zip(edges[:-1], edges[1:], strict=True):
        if after - low > _CHUNK and edge > low:
            yield low, edge
            low = edge
    if len(article):
        yield low, len(article)


def _no_spans() -> pd.DataFrame:
    return pd.DataFrame({"first": np.zeros(0, np.int64), "last": np.zeros(0, np.int64), "type": "", "score": 0.0})


def _spans(labels: np.ndarray, marginals: np.ndarray, names: list[str], sentence: np.ndarray) -> pd.DataFrame:
    """Runs of labels as spans: first and last word, type, and the mean probability of their labels."""
    kinds = sorted({name[2:] for name in [*names, "O"]})
    kind = np.array([kinds.index(name[2:]) for name in names])[labels]
    begins = np.array([name.startswith("B") for name in names])[labels]
    inside = kind != kinds.index("")
    new = np.ones(len(labels), bool)
    new[1:] = begins[1:] | (kind[1:] != kind[:-1]) | (sentence[1:] != sentence[:-1])
    first = np.flatnonzero(inside & new)
    if not len(first):
        return _no_spans()
    run = np.cumsum(inside & new)[inside] - 1
    size = np.bincount(run)
    mean = np.bincount(run, marginals[np.arange(len(labels)), labels][inside]) / size
    return pd.DataFrame({"first": first, "last": first + size - 1, "type": np.array(kinds)[kind[first]], "score": mean})


def _mentions(tokens: pd.DataFrame, words, spans: pd.DataFrame, engine: str) -> pd.DataFrame:
    first, last = spans["first"].to_numpy(), spans["last"].to_numpy()
    start, end, row = words.inner[first], words.end[last], words.row[first]
    text = tokens["text"].astype("str").to_numpy(object)
    starts, ends = tokens["start"].to_numpy(np.int64), tokens["end"].to_numpy(np.int64)
    made = {
        "article": tokens["article"].to_numpy()[row], "start": start, "end": end,
        "text": [
            _between(text, starts, ends, a, b, s, e)
            for a, b, s, e in zip(row.tolist(), words.row[last].tolist(), start.tolist(), end.tolist(), strict=True)
        ],
        "type": spans["type"].to_numpy(),
        "score": spans["score"].to_numpy(), "engine": engine, "entity": "", "link": "",
        "block": tokens["block"].to_numpy()[row] if "block" in tokens.columns else 0,
        "zone": tokens["zone"].to_numpy()[row] if "zone" in tokens.columns else "body",
    }  # fmt: skip
    return frames.make("mentions", made)


def _between(text, starts, ends, low: int, high: int, start: int, end: int) -> str:
    """The characters from start to end, as the tokens low to high have them; what lies between two tokens is blank."""
    if low == high:
        return text[low][start - starts[low] : end - starts[low]]
    parts = [text[low][start - starts[low] :]]
    for i in range(low + 1, high + 1):
        parts += [" " * int(starts[i] - ends[i - 1]), text[i][: end - starts[i]]]
    return "".join(parts)
