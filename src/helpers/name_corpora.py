"""The texts that the name tagger learns from, as words with labels: ANERcorp, our annotation, the unlabelled news."""

import gzip
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from helpers import name_units, tokens

SHA256 = {
    "anercorp-train/train.txt": "48a9d78c39697d3f79cc282e488c254bf0a893ff6db4a4e50ad0b2fb7c3f91b7",
    "ant-news-2018/articles.jsonl.gz": "1f8a50c1e96d1949fcb48ee39d8010ced883341caa33f9f5165144a067a10e1e",
}


@dataclass
class Tagged:
    """Words in reading order (see `name_units.Units`), the words of each sentence, and a label for every word."""

    words: list[tuple[str, str, str, str]]
    ids: np.ndarray
    lengths: np.ndarray
    labels: np.ndarray
    article: np.ndarray

    def sentences(self):
        """For every sentence: its words as places in `words`, and its labels."""
        low = 0
        for length in self.lengths.tolist():
            yield self.ids[low : low + length].tolist(), self.labels[low : low + length].tolist()
            low += length


def checked(folder, name: str) -> Path:
    """The path of a public data file, if it is the one that the model was made from.

    Raises
    ------
    FileNotFoundError, ValueError
        It is missing, or another.
    """
    path = Path(folder) / name
    if not path.is_file():
        raise FileNotFoundError(f"{path} is missing. data/README.md says where the public data come from.")
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != SHA256[name]:
        raise ValueError(f"{path} is another file than the model was made from: SHA-256 {found}, not {SHA256[name]}.")
    return path


def read_conll(lines) -> list[tuple[list[str], list[str]]]:
    """Sentences of `token TAG` lines, with PERS as PER and an I- that continues nothing as B-.

    >>> read_conll(["خسر O", "مانشستر I-ORG", "يونايتد I-ORG", "", "زيدان B-PERS"])
    [(['خسر', 'مانشستر', 'يونايتد'], ['O', 'B-ORG', 'I-ORG']), (['زيدان'], ['B-PER'])]
    """
    sentences, words, tags = [], [], []
    for line in [*lines, ""]:
        parts = line.split()
        if len(parts) < 2:
            if words:
                sentences.append((words, tags))
                words, tags = [], []
            continue
        tag = parts[-1].replace("PERS", "PER")
        if tag[0] == "I" and (not tags or tags[-1][2:] != tag[2:]):
            tag = "B" + tag[1:]
        words.append(parts[0])
        tags.append(tag)
    return sentences


def tagged(sentences) -> tuple[Tagged, np.ndarray, np.ndarray]:
    """Sentences of words and tags, cut into the words that the tagger reads.

    Returns
    -------
    Tagged
    sentence, token : ndarray of int
        For every word the sentence that it comes from, and in that sentence the token.
    """
    frame = tokens.tokenise(
        pd.DataFrame(
            {"article": [str(i) for i in range(len(sentences))], "block": 0, "start": 0}
            | {"text": [" ".join(words) for words, _ in sentences]}
        ),
        lemmas=None,
    )
    made = name_units.units(frame)
    sentence = frame["article"].astype(int).to_numpy()[made.row]
    starts = [np.cumsum([0] + [len(word) + 1 for word in words])[:-1] for words, _ in sentences]
    token = np.concatenate([
        np.searchsorted(starts[i], made.start[sentence == i], "right") - 1 for i in range(len(sentences))
    ]) if len(sentences) < 50 else _places(starts, sentence, made.start)  # fmt: skip
    labels, last = [], (-1, -1)
    for i, k in zip(sentence.tolist(), token.tolist(), strict=True):
        tag = sentences[i][1][k]
        labels.append("I" + tag[1:] if tag != "O" and last == (i, k) else tag)
        last = (i, k)
    lengths = np.bincount(sentence, minlength=len(sentences))
    return Tagged(made.words, made.ids, lengths, np.array(labels), sentence), sentence, token


def _places(starts, sentence, start):
    widest = 1 << 20
    flat = np.concatenate([values + i * widest for i, values in enumerate(starts)])
    first = np.cumsum([0] + [len(values) for values in starts])[:-1]
    return np.searchsorted(flat, start + sentence * widest, "right") - 1 - first[sentence]


def back(predicted: np.ndarray, sentence: np.ndarray, token: np.ndarray, sentences) -> list[list[str]]:
    """Labels of words as labels of the sentences' own tokens: of a token cut in several, the first that is no O."""
    tags = [["O"] * len(words) for words, _ in sentences]
    for label, i, k in zip(predicted.tolist(), sentence.tolist(), token.tolist(), strict=True):
        if tags[i][k] == "O":
            tags[i][k] = label
    return tags


def read_news(path) -> pd.DataFrame:
    """The unlabelled news as an articles frame with title and text, one row an article, in the file's order."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return pd.DataFrame({"article": [r["id"] for r in rows], "title": [r["title"] or "" for r in rows],
                         "text": [r["text"] or "" for r in rows]})  # fmt: skip
