"""Page furniture: the labels, credits and notices around a news text, and how a line with them comes apart.

The words are in data/lexicons/furniture.csv (phrase, zone, place) and data/lexicons/credits.csv (agencies). A place is
`label` (needs its colon), `bare` (may stand without one), `advert` (alone or before another label), or `line` (opens a
notice that takes its whole line).
"""

import re
from functools import lru_cache
from typing import NamedTuple

from helpers import lexicons

CONTENT = re.compile(r"[^\W_]")
SPELLINGS = {"اأإآٱ": "[اأإآٱ]", "يى": "[يى]", "ةه": "[ةه]", " ": r"\s+"}
LETTER = {letter: spelled for letters, spelled in SPELLINGS.items() for letter in letters}
MARKS = "[\u064b-\u0652\u0640]*"
FOLD = str.maketrans("أإآٱىة", "اااايه")
CREDIT_WORDS, CAPTION_WORDS, SOURCE_WORDS, HEADLINE_WORDS = 9, 35, 8, 24  # the longest of each that is believed
ONE_HEADLINE = 14  # words; more in one run may be several headlines


class Part(NamedTuple):
    """A piece of one line: where, of which zone, behind which label, and what is to be said of it."""

    start: int
    end: int
    zone: str
    label: str = ""
    note: str = ""


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the white space at its ends.

    >>> trim(" خبر ", 0, 5)
    (1, 4)
    """
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def caption(line: str, offset: int) -> list[Part]:
    """A caption ends in a photo credit; a short unfinished rest is the heading that the page glued to it."""
    if "(" not in line or line.endswith((".", "،")):
        return []
    for match in _credit().finditer(line):
        before, rest = line[: match.start()], line[match.end() :]
        finished = re.search(r"[.!؟:]\s", before)
        if 2 <= len(before.split()) <= CAPTION_WORDS and not finished and len(rest.split()) <= CREDIT_WORDS:
            found = [Part(offset, offset + match.end(), "caption")]
            if CONTENT.search(rest):
                found.append(Part(*_trim_in(line, match.end(), len(line), offset), "heading"))
            return found
    return []


def _trim_in(line: str, start: int, end: int, offset: int) -> tuple[int, int]:
    start, end = trim(line, start, end)
    return offset + start, offset + end


def parts(line: str, offset: int) -> list[Part]:
    """The parts of a line that page furniture opens or is glued to; nothing where the line has none."""
    labels = _labels()
    whole = labels["line"].match(line)
    if whole:
        zone = _zones_by_phrase()[_fold(whole[1])]
        return [Part(offset, offset + len(line), zone, whole[1])]
    first = labels["open"].match(line)
    start = 0
    if not first:
        glued = labels["glued"].search(line)
        if not glued:
            return []
        start = glued.start(1)
        first = labels["open"].match(line, start)
    marks = [first, *labels["inner"].finditer(line, first.end())]
    marks = [m for i, m in enumerate(marks) if not _loose_advert(m, marks[i + 1 : i + 2], line)]
    if not marks or marks[0] is not first:
        return []
    found = []
    if start:
        found.append(Part(*_trim_in(line, 0, start, offset), "body"))
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        a, b = _trim_in(line, mark.end(), following.start() if following else len(line), offset)
        phrase = mark["phrase"]
        zone = _zones_by_phrase()[_fold(phrase)]
        value = line[a - offset : b - offset]
        if zone == "source" and (len(value.split()) > SOURCE_WORDS or value.endswith(".")):
            return []  # «المصدر: …» is somebody speaking
        unmarked = zone in {"related", "promo"} and len(value.split()) > ONE_HEADLINE
        # An advert marker has no text of its own: its block is the marker itself.
        if a >= b and following is not None:
            a, b = _trim_in(line, mark.start(), mark.end(), offset)
        found.append(Part(a, b, zone, phrase, "headlines without separators" if unmarked else ""))
    return found


def _loose_advert(mark, following, line: str) -> bool:
    """«إعلان» in a headline is a word; as page furniture it stands right before another label or at the line's end."""
    if _places_by_phrase()[_fold(mark["phrase"])] != "advert":
        return False
    end = following[0].start() if following else len(line)
    return bool(CONTENT.search(line[mark.end() : end]))


def _fold(phrase: str) -> str:
    phrase = re.sub(MARKS, "", re.sub(r"\s+", " ", phrase))
    return phrase.translate(FOLD).strip(" :*")


@lru_cache(maxsize=1)
def _zones_by_phrase() -> dict[str, str]:
    table = lexicons.read("furniture")
    return {_fold(phrase): zone for phrase, zone in zip(table["phrase"], table["zone"], strict=True)}


@lru_cache(maxsize=1)
def _places_by_phrase() -> dict[str, str]:
    table = lexicons.read("furniture")
    return {_fold(phrase): place for phrase, place in zip(table["phrase"], table["place"], strict=True)}


def _pattern(phrases) -> str:
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(
        "".join(LETTER.get(c, re.escape(c)) + (MARKS if c != " " else "") for c in p) for p in longest_first
    )


@lru_cache(maxsize=1)
def _labels() -> dict[str, re.Pattern]:
    """Compiled from the lexicon: a label needs its colon unless it is one that stands bare on pages."""
    table = lexicons.read("furniture")
    of = {place: _pattern(rows["phrase"]) for place, rows in table.groupby("place")}
    colon = r"\s*[:：]"
    bare = f"{of['bare']}|{of['advert']}"
    unfinished = rf"(?:{of['bare']})(?!\w)(?=\s+\S.*[^.\s]\s*$)"  # a sentence may well start with «آخر الأخبار»
    alone = rf"(?:{of['label']}|{bare})(?=\s*$)"
    return {
        "line": re.compile(rf"[*×•\-\s]*({of['line']})(?!\w)"),
        "open": re.compile(rf"(?P<phrase>(?:{of['label']}|{bare})(?={colon})|{unfinished}|{alone}){colon}?"),
        "inner": re.compile(rf"(?<!\w)(?P<phrase>(?:{of['label']})(?={colon})|(?:{bare})(?!\w))(?:{colon})?"),
        "glued": re.compile(rf"[.!؟…»”\")]\s+((?:{of['label']}|{of['bare']}){colon})"),
    }


@lru_cache(maxsize=1)
def _credit() -> re.Pattern:
    agencies = "|".join(re.escape(credit) for credit in sorted(lexicons.words("credits"), key=len, reverse=True))
    return re.compile(rf"\((?:[^()\d]{{0,30}}[\s\-–/،])?(?:{agencies})(?:[\s\-–/،][^()]{{0,30}})?\)", re.IGNORECASE)
