"""UD Arabic PUD as words with their parts: what the clitic splitter and the lemmatiser learn from and are measured on.

The treebank (Universal Dependencies, CC BY-SA 3.0) lies in the folder that KHABAR_DATA names. It has two halves by
document, told apart by a hash of the document's identifier: `tune` to learn from and look at, `held` to report.
"""

import hashlib
import os
from pathlib import Path
from typing import NamedTuple

from helpers import clitics, normalise

HALVES = ("tune", "held")
CONTENT = frozenset(("NOUN", "VERB", "ADJ", "PROPN", "ADV"))
PROCLITICS = frozenset("وفبكلس")
PARTICLES = frozenset(("ADP", "CCONJ", "SCONJ", "PART"))
PRONOUNS = frozenset(("ه", "ها", "هم", "هن", "هما", "ك", "كم", "كن", "كما", "نا", "ي", "ني"))


class Word(NamedTuple):
    """A word between spaces and punctuation: its parts as they stand in the text, and the analysis of each."""

    half: str
    sentence: int
    parts: tuple
    tags: tuple
    lemmas: tuple

    @property
    def text(self):
        return "".join(self.parts)

    @property
    def proclitics(self):
        """The letters of the particles before the stem."""
        letters = ""
        for part, tag in zip(self.parts[:-1], self.tags, strict=False):
            if part not in PROCLITICS or tag not in PARTICLES:
                break
            letters += part
        return letters

    @property
    def stem(self):
        """Which part is the stem."""
        return len(self.proclitics)

    @property
    def enclitics(self):
        """The pronoun behind the stem, empty where there is none."""
        last = self.parts[-1]
        return last if len(self.parts) > self.stem + 1 and self.tags[-1] == "PRON" and last in PRONOUNS else ""


def half(document: str) -> str:
    """The half that a document belongs to.

    >>> half("n01001"), half("n01004")
    ('tune', 'held')
    """
    return HALVES[int(hashlib.md5(document.encode()).hexdigest(), 16) % 2]


def path(folder=None) -> Path:
    """The treebank's file.

    Parameters
    ----------
    folder : path, optional
        The folder of the public data; by default the one that KHABAR_DATA names.

    Raises
    ------
    FileNotFoundError
        It is not there.
    """
    place = Path(folder or os.environ.get("KHABAR_DATA", "")) / "ud-arabic-pud" / "pud.conllu"
    if not place.is_file():
        raise FileNotFoundError(
            f"There is no {place}. Put ud-arabic-pud under a folder and set KHABAR_DATA to it (data/README.md)."
        )
    return place


def words(folder=None) -> list[Word]:
    """All words of the treebank but punctuation and symbols; `folder` as for `path`."""
    made, group, document, sentence = [], [], "", -1

    def close():
        if group:
            forms, lemmas, tags = zip(*group, strict=True)
            made.append(Word(half(document), sentence, forms, tags, lemmas))
            group.clear()

    for line in path(folder).read_text("utf-8").splitlines():
        if line.startswith("# newdoc id"):
            document = line.split("= ", 1)[1]
        elif line.startswith("# sent_id"):
            sentence += 1
        elif line and line[0].isdigit():
            _, form, lemma, tag, *_, misc = line.split("\t")
            if tag in ("PUNCT", "SYM"):
                close()
                continue
            group.append((form, lemma, tag))
            if "SpaceAfter=No" not in misc:
                close()
        elif not line:
            close()
    close()
    return made


def stem(word: Word) -> str:
    """The stem in the light normal form, its pronoun with it and the article whole, as the splitter gives it."""
    light = normalise.light("".join(word.parts[word.stem :]))
    if word.proclitics.endswith("ل") and light.startswith("ل"):
        return clitics.split("ل" + light).stem
    return light


def lemma(word: Word) -> str:
    """The stem's lemma without diacritics, in the standard normal form."""
    return normalise.standard(word.lemmas[word.stem]).replace("`", "")
