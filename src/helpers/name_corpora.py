"""The texts that the name tagger learns from, as words with labels: ANERcorp, our annotation, the unlabelled news."""

import gzip
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from helpers import name_units, tokens

ANERCORP, NEWS = "anercorp-train/train.txt", "ant-news-2018/articles.jsonl.gz"
SHA256 = {
    ANERCORP: "48a9d78c39697d3f79cc282e488c254bf0a893ff6db4a4e50ad0b2fb7c3f91b7",
    NEWS: "1f8a50c1e96d1949fcb48ee39d8010ced883341caa33f9f5165144a067a10e1e",
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


def read_aqmar(folder) -> list[tuple[list[str], list[str]]]:
    """Sentences of 28 articles of the Arabic Wikipedia (AQMAR, Mohit et al. 2012), all their classes of things as MISC.

    Raises
    ------
    FileNotFoundError
        There is no file of it in the folder.
    """
    files = sorted((Path(folder) / "aqmar").glob("*.txt"))
    if not files:
        raise FileNotFoundError(f"{Path(folder) / 'aqmar'} has no texts. data/README.md says where the data come from.")
    lines = (line for file in files for line in [*file.read_text("utf-8").splitlines(), ""])
    # Two tags are slips of the annotators (IO, B--ORG); classes of things are numbered, two are languages.
    mended = (re.sub(r" [IO]O$", " O", line).replace("--", "-") for line in lines)
    return read_conll(re.sub(r" ([BI])-(?!PER|LOC|ORG)\S+$", r" \1-MISC", line) for line in mended)


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
    token = _places(starts, sentence, made.start)
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
    """The unlabelled news with article, section, title and text, one row an article, in the file's order."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    columns = {"article": "id", "section": "category", "title": "title", "text": "text"}
    return pd.DataFrame({name: [row[key] or "" for row in rows] for name, key in columns.items()})


def annotated(news: pd.DataFrame, articles: pd.DataFrame, spans: pd.DataFrame) -> Tagged:
    """Our own annotation laid over the news: titles and the beginnings of texts, as words with labels.

    Parameters
    ----------
    news : DataFrame
        article, title, text; see `read_news`.
    articles : DataFrame
        article, read (characters of the text that were annotated), sha256 (of the text).
    spans : DataFrame
        article, field (title or text), start, end, type.

    Raises
    ------
    ValueError
        A text is missing or another than the one that was annotated.
    """
    texts = news.set_index("article").loc[lambda frame: frame.index.isin(articles["article"])]
    blocks = []
    for article, read, digest in articles[["article", "read", "sha256"]].itertuples(index=False):
        text = texts["text"].get(article, "")
        if hashlib.sha256(text.encode()).hexdigest() != digest:
            raise ValueError(f"The text of {article} is missing or another than the one annotated; read {NEWS}.")
        blocks.append((f"{article} title", 0, 0, texts["title"][article]))
        start = 0
        for k, line in enumerate(text[:read].split("\n")):
            blocks.append((f"{article} text", k, start, line))
            start += len(line) + 1
    frame = tokens.tokenise(pd.DataFrame(blocks, columns=["article", "block", "start", "text"]), lemmas=None)
    made = name_units.units(frame)
    where = frame["article"].to_numpy(object)[made.row]
    labels = np.full(len(made.ids), "O", object)
    named = {key: part.sort_values("start") for key, part in spans.groupby(spans["article"] + " " + spans["field"])}
    low = 0
    for key, size in zip(*_runs(where), strict=True):
        part = named.get(key)
        if part is not None:
            begin, end, kind = (part[column].to_numpy() for column in ("start", "end", "type"))
            # A word belongs to the name that it overlaps, wherever the tokeniser sees its particles end.
            at = np.searchsorted(begin, made.end[low : low + size] - 1, "right") - 1
            inside = (at >= 0) & (made.start[low : low + size] < end[np.maximum(at, 0)])
            head = inside & (np.diff(np.where(inside, at, -1), prepend=-1) != 0)
            for i in np.flatnonzero(inside):
                labels[low + i] = ("B-" if head[i] else "I-") + kind[at[i]]
        low += size
    article = pd.factorize(np.array([key.rpartition(" ")[0] for key in where], object))[0]
    return Tagged(made.words, made.ids, made.lengths, labels.astype(str), article)


def _runs(values):
    change = np.append(True, values[1:] != values[:-1])
    at = np.flatnonzero(change)
    return values[at], np.diff(np.append(at, len(values)))


def unlabelled(news: pd.DataFrame, batch: int = 3000) -> tuple[list[tuple], np.ndarray, np.ndarray, np.ndarray]:
    """The whole news as words, titles included: distinct words, which stands where, in which sentence and article."""
    words, ids, sentence, article, last = {}, [], [], [], 0
    number_of = pd.Series(np.arange(len(news)), news["article"])
    for low in range(0, len(news), batch):
        part = news.iloc[low : low + batch]
        blocks = pd.concat([
            pd.DataFrame({"article": part["article"], "block": k, "start": 0, "text": part[field]})
            for k, field in enumerate(("title", "text"))
        ]).sort_values(["article", "block"], kind="stable")  # fmt: skip
        frame = tokens.tokenise(blocks, lemmas=None)
        made = name_units.units(frame)
        article.append(number_of[frame["article"].unique()].to_numpy(np.int32)[made.article])
        number = np.array([words.setdefault(word, len(words)) for word in made.words], np.int32)
        ids.append(number[made.ids])
        sentence.append(made.sentence + last)
        last = sentence[-1][-1] + 1
    return list(words), *(np.concatenate(parts) for parts in (ids, sentence, article))
