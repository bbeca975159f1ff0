"""The tagger's model file: what is known of words, the weights of attributes, and the tagging of sentences with them.

A model file is one line of JSON (format, version, size and SHA-256 of the rest) and a NumPy archive.
"""

import hashlib
import io
import json
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix

from helpers import name_topics, paths
from helpers.name_decode import decode
from helpers.name_features import OFFSETS, PAIRS, describe, topical
from helpers.name_lists import Lists

FORMAT, VERSION = "khabar-names", 2
PATH = paths.MODELS / "names.model"
LONGEST = 150  # words; a longer sentence is cut, or one that never ends would be tagged word by word
_REMEDY = "Get the file again with 'git checkout -- {path}', or make it with notebooks/methods/names.ipynb."


@dataclass
class Knowledge:
    """What is known of stems: columns of small numbers, 0 for nothing known; how much each speaks for sport; and names.

    Parameters
    ----------
    words : list of str
    columns : dict of ndarray of int
        As long as `words`.
    sport : ndarray of float, optional
        `name_topics.leanings` of `words`.
    names : Lists, optional

    >>> Knowledge(["تونس"], {"place": np.array([2], np.uint16)})("تونس")
    {'place': '2'}
    """

    words: list[str]
    columns: dict[str, np.ndarray]
    sport: np.ndarray | None = None
    names: Lists = field(default_factory=Lists)
    index: dict[str, int] = field(default_factory=dict)

    def __post_init__(self):
        self.index = {word: i for i, word in enumerate(self.words)}
        if self.sport is None:
            self.sport = np.zeros(len(self.words), np.float32)

    def leaning(self, word: tuple[str, str, str, str]) -> float:
        """How much a word (norm, stem, proclitics, kind) speaks for sport; 0 for what is no word or short."""
        i = self.index.get(word[1]) if word[3] == "word" and len(word[1]) > 2 else None
        return 0.0 if i is None else float(self.sport[i])

    def __call__(self, stem: str) -> dict[str, str]:
        i = self.index.get(stem)
        if i is None:
            return {}
        return {name: str(values[i]) for name, values in self.columns.items() if values[i]}


class Model:
    """A linear-chain CRF whose weights are summed once for each distinct word, not once for each place.

    Parameters
    ----------
    labels : list of str
        O, B-PER, I-PER, ...
    knowledge : Knowledge
    weights : dict of (attribute, ndarray of labels)
    transitions : ndarray, shape (labels, labels)
    about : dict
        What it was trained on; goes into the file as it is.
    """

    def __init__(self, labels, knowledge, weights, transitions, about=None):
        self.labels, self.knowledge, self.about = list(labels), knowledge, dict(about or {})
        self.attributes, self.weights = list(weights), weights
        self.matrix = np.zeros((len(weights) + 1, len(self.labels)), np.float32)
        if weights:
            self.matrix[:-1] = np.stack(list(weights.values()))
        self.transitions = np.asarray(transitions, np.float32)
        self._index()

    def _index(self):
        rows = dict(zip(self.attributes, range(len(self.attributes)), strict=True))
        none = len(rows)
        self._rows, self._none, self._known = rows, none, {}
        self._first, self._last = self.matrix[rows.get("BOS", none)], self.matrix[rows.get("EOS", none)]
        self._pairs, self._ids = {}, {"stem": {}, "c64": {}, "c256": {}}
        found = {mark: [] for mark, *_ in PAIRS}
        for attribute, row in rows.items():
            if "|" in attribute:
                for mark in (attribute[:2], attribute[:1]):
                    if mark in found:
                        found[mark].append((attribute[len(mark) :].split("|"), row))
                        break
        for mark, _, _, what in PAIRS:
            names = self._ids[what]
            pairs = [(parts, row) for parts, row in found[mark] if len(parts) == 2]
            keys = np.array(
                [names.setdefault(a, len(names)) << 32 | names.setdefault(b, len(names)) for (a, b), _ in pairs],
                np.int64,
            )
            order = np.argsort(keys)
            self._pairs[mark] = keys[order], np.array([row for _, row in pairs], np.int64)[order]

    def emissions(self, words: list[tuple], ids: np.ndarray, lengths: np.ndarray) -> np.ndarray:
        """The score of every label at every place, shape (places, labels).

        Parameters
        ----------
        words : list of tuple
            Distinct words: norm, stem, proclitics, kind.
        ids : ndarray of int
            For every place the word that stands there, as a place in `words`.
        lengths : ndarray of int
            Places of each sentence.
        """
        rows, none = self._rows, self._none
        offsets = [(o, OFFSETS[o]) for o in OFFSETS]
        flat, counts, steps, bounds = [], [], [], []
        names = {"stem": [], "c64": [], "c256": []}
        for word in words:
            known = self.knowledge(word[1])
            for bucket in range(len(name_topics.EDGES) + 1):
                hits = [row for a in topical(known, bucket) if (row := rows.get(a, none)) != none]
                steps += hits
                bounds.append(len(hits))
            parts = describe(word, known)
            for o, mark in offsets:
                hits = [row for a in parts[abs(o)] if (row := rows.get(mark + a, none)) != none]
                flat += hits
                counts.append(len(hits))
            names["stem"].append(self._ids["stem"].get(word[1], -1))
            for c in ("c64", "c256"):
                names[c].append(self._ids[c].get(known.get(c, "?"), -1))
        table = _sums(self.matrix, flat, counts).reshape(len(words), len(offsets), len(self.labels))
        # One place between sentences on either side keeps neighbours of different sentences apart.
        ends = np.cumsum(lengths)
        scores = table[ids, 2]
        sentence = np.repeat(np.arange(len(lengths)), lengths)
        n = len(ids)
        for k, (o, _) in enumerate(offsets):
            if o == 0 or abs(o) >= n:
                continue
            here, there = (slice(0, n - o), slice(o, n)) if o > 0 else (slice(-o, n), slice(0, n + o))
            same = (sentence[here] == sentence[there])[:, None]
            scores[here] += table[ids[there], k] * same
        for mark, a, b, what in PAIRS:
            keys, found = self._pairs[mark]
            if not len(keys):
                continue
            low, high = max(0, -a), n - max(0, b)
            if high <= low:
                continue
            place = np.arange(low, high)
            name = np.array(names[what], np.int64)[ids]
            left, right = name[place + a], name[place + b]
            ok = (left >= 0) & (right >= 0) & (sentence[place + a] == sentence[place + b])
            place, key = place[ok], left[ok] << 32 | right[ok]
            at = np.minimum(np.searchsorted(keys, key), len(keys) - 1)
            hit = keys[at] == key
            scores[place[hit]] += self.matrix[found[at[hit]]]
        scores[ends - lengths] += self._first
        scores[ends - 1] += self._last
        leanings = np.array([self.knowledge.leaning(word) for word in words])
        bucket = name_topics.buckets(leanings, ids, lengths)[sentence]
        scores += _sums(self.matrix, steps, bounds).reshape(len(words), -1, len(self.labels))[ids, bucket]
        self._listed(scores, words, ids, lengths, bucket, sentence)
        return scores

    def _listed(self, scores, words, ids, lengths, bucket, sentence):
        """Add, in place, what the names that lists know say at their places and beside them."""
        rows, none, n = self._rows, self._none, len(ids)
        at, found = [], []
        for place, attribute in zip(*self.knowledge.names.find(words, ids, lengths), strict=True):
            at += (place, place)
            found += (rows.get(attribute, none), rows.get(f"T{bucket[place]}{attribute}", none))
            for o in (-1, 1):  # the neighbour at `place - o` sees it at the distance `o`
                if 0 <= place - o < n and sentence[place - o] == sentence[place]:
                    at.append(place - o)
                    found.append(rows.get(OFFSETS[o] + attribute, none))
        np.add.at(scores, np.array(at, np.int64), self.matrix[np.array(found, np.int64)])

    def tag(self, words: list[tuple], ids: np.ndarray, lengths: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Labels (as places in `labels`) and their marginal probabilities at every place; see `emissions`."""
        lengths = cut(np.asarray(lengths, np.int64))
        return decode(self.emissions(words, np.asarray(ids, np.int64), lengths), self.transitions, lengths)

    def save(self, path=PATH):
        """Write the model file; the same model gives the same bytes."""
        arrays = {
            "labels": _pack(self.labels), "words": _pack(self.knowledge.words), "attributes": _pack(self.attributes),
            "matrix": self.matrix[:-1].astype(np.float16), "transitions": self.transitions,
            "sport": np.asarray(self.knowledge.sport, np.float16),
            "names": _pack("\t".join(map(" ".join, pair)) for pair in self.knowledge.names.names.items()),
            "about": _pack([json.dumps(self.about, ensure_ascii=False, sort_keys=True)]),
        }  # fmt: skip
        arrays |= {f"column {name}": values.astype(np.uint16) for name, values in self.knowledge.columns.items()}
        packed = io.BytesIO()
        np.savez_compressed(packed, **arrays)
        payload = packed.getvalue()
        head = {
            "format": FORMAT,
            "version": VERSION,
            "size": len(payload),
            "sha256": hashlib.sha256(payload).hexdigest(),
        }
        Path(path).write_bytes(json.dumps(head).encode() + b"\n" + payload)


def cut(lengths: np.ndarray) -> np.ndarray:
    """Sentences longer than `LONGEST` as several.

    >>> cut(np.array([3, 310])).tolist()
    [3, 150, 150, 10]
    """
    lengths = lengths[lengths > 0]
    parts = -(-lengths // LONGEST)
    pieces = np.full(parts.sum(), LONGEST)
    pieces[np.cumsum(parts) - 1] = lengths - (parts - 1) * LONGEST
    return pieces


def load(path=PATH) -> Model:
    """Read a model file.

    Raises
    ------
    FileNotFoundError
        There is none.
    ValueError
        It is no model file, is cut or altered, or of another version.
    """
    path = Path(path)
    remedy = _REMEDY.format(path=paths.shown(path))
    if not path.is_file():
        raise FileNotFoundError(f"The name tagger's model {paths.shown(path)} is missing. {remedy}")
    line, _, payload = path.read_bytes().partition(b"\n")
    try:
        head = json.loads(line)
        kind, version, size, digest = head["format"], head["version"], head["size"], head["sha256"]
    except (ValueError, KeyError, TypeError):
        kind = version = size = digest = None
    if kind != FORMAT:
        raise ValueError(
            f"{paths.shown(path)} is not a model of the name tagger: its first line is no header. {remedy}"
        )
    if version != VERSION:
        raise ValueError(
            f"The model {paths.shown(path)} has version {version}; this version of Khabar reads version {VERSION}. "
            f"{remedy}"
        )
    if len(payload) != size or hashlib.sha256(payload).hexdigest() != digest:
        raise ValueError(
            f"The model {paths.shown(path)} is cut or altered: {len(payload):,} bytes of {size:,} after the header, "
            f"or other ones than were written. {remedy}"
        )
    with np.load(io.BytesIO(payload)) as packed:
        columns = {name[7:]: packed[name] for name in packed.files if name.startswith("column ")}
        labels, attributes = _unpack(packed["labels"]), _unpack(packed["attributes"])
        model = Model.__new__(Model)
        model.labels, model.attributes, model.knowledge = (
            labels,
            attributes,
            Knowledge(_unpack(packed["words"]), columns, packed["sport"].astype(np.float32), Lists(_pairs(packed))),
        )
        model.matrix = np.vstack([packed["matrix"].astype(np.float32), np.zeros((1, len(labels)), np.float32)])
        model.transitions, model.about = packed["transitions"], json.loads(_unpack(packed["about"])[0])
    model._index()
    return model


def _sums(matrix, rows, counts) -> np.ndarray:
    """Sums of rows of a matrix in runs of the lengths given, an empty run giving zeros."""
    ends = np.concatenate([[0], np.cumsum(counts)])
    picks = csr_matrix((np.ones(len(rows), np.float32), np.asarray(rows, np.int64), ends), (len(counts), len(matrix)))
    return picks @ matrix


def _pairs(packed) -> dict[tuple[str, ...], tuple[str, ...]]:
    lines = (line.split("\t") for line in _unpack(packed["names"]))
    return {tuple(name.split(" ")): tuple(kinds.split(" ")) for name, kinds in lines}


def _pack(strings) -> np.ndarray:
    return np.frombuffer("\n".join(strings).encode(), np.uint8)


def _unpack(packed) -> list[str]:
    text = packed.tobytes().decode()
    return text.split("\n") if text else []
