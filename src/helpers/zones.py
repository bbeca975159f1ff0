"""Zones: the parts of a page told apart: headline, body, headings, captions, and the furniture around the news.

The words that open a piece of furniture («المصدر», «كلمات مفتاحية», «اقرأ أيضا», advert marks) are in
data/lexicons/furniture.csv, the agencies of photo credits in data/lexicons/credits.csv.
"""

import re
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from helpers import articles as pages
from helpers import frames, keywords, lexicons

ENDS_SENTENCE = re.compile(r"[.!؟?…][»”\"')\]]*$")
CONTENT = re.compile(r"[^\W_]")
LETTER = {
    **dict.fromkeys("اأإآٱ", "[اأإآٱ]"),
    **dict.fromkeys("يى", "[يى]"),
    **dict.fromkeys("ةه", "[ةه]"),
    " ": r"\s+",
}
MARKS = "[\u064b-\u0652\u0640]*"
FOLD = str.maketrans("أإآٱىة", "اااايه")
HEADING_WORDS, CAPTION_WORDS, SOURCE_WORDS, HEADLINE_WORDS = 9, 35, 8, 24


class Part(NamedTuple):
    """A piece of one line: where, of which zone, behind which label, and what is to be said of it."""

    start: int
    end: int
    zone: str
    label: str = ""
    note: str = ""


def split(articles: pd.DataFrame) -> pd.DataFrame:
    """The blocks of articles: one row a paragraph or page part.

    A line is a paragraph, unless the file is wrapped by hand, where a blank line ends one. A line opened by a label of
    page furniture, or with furniture glued to its end, comes apart at its labels. A caption ends in a photo credit; what
    follows the credit on its line is a heading. Keywords without separators are cut so that each is something that the
    body names. Lines without a letter or digit make no block, and a label is in the column `label`, not in the text.

    Parameters
    ----------
    articles : DataFrame
        article, text; title is used where there is one.

    Returns
    -------
    DataFrame
        article, block (from 0 in each article), zone (one of `frames.ZONES`), start, end (characters of the article's
        text), text; label (the furniture's label), note (what could not be told: headlines that have no separator).

    >>> page = "وصل حفتر إلى موسكو أمس.\\nالمصدر : وكالات كلمات مفتاحية: موسكو حفتر"
    >>> split(pd.DataFrame({"article": ["a"], "text": [page]}))[["zone", "text"]].values.tolist()
    [['body', 'وصل حفتر إلى موسكو أمس.'], ['source', 'وكالات'], ['keywords', 'موسكو'], ['keywords', 'حفتر']]
    """
    frames.require(articles, "articles", ["article", "text"])
    titles = articles["title"] if "title" in articles.columns else [""] * len(articles)
    columns = {name: [] for name in [*frames.COLUMNS["blocks"], "label", "note"]}
    for article, text, title in zip(articles["article"], articles["text"], titles, strict=True):
        text = text if isinstance(text, str) else ""
        parts = _parts(text, title if isinstance(title, str) else "")
        for block, part in enumerate(parts):
            values = (
                article,
                block,
                part.zone,
                part.start,
                part.end,
                text[part.start : part.end],
                part.label,
                part.note,
            )
            for column, value in zip(columns.values(), values, strict=True):
                column.append(value)
    return frames.make("blocks", columns, label="str", note="str")


def _parts(text: str, title: str) -> list[Part]:
    lines = _lines(text)
    words = [len(text[start:end].split()) for start, end in lines]
    found: list[Part] = []
    section = None  # the zone that a label alone on its line has opened
    for number, (start, end) in enumerate(lines):
        line = text[start:end]
        furniture = _furniture(line, start)
        if furniture:
            found += furniture
            section = furniture[-1] if furniture[-1].start == furniture[-1].end else None
        elif section and words[number] <= HEADLINE_WORDS and not line.endswith("."):
            found.append(Part(start, end, section.zone, section.label))
        else:
            section = None
            following = words[number + 1] if number + 1 < len(lines) else 0
            found += _caption(line, start) or [
                Part(start, end, _plain(line, words[number], number, following, text, title))
            ]
    body = "\n".join(text[part.start : part.end] for part in found if part.zone in {"headline", "body"})
    cut = []
    for part in found:
        if part.zone == "keywords":
            spans = keywords.cut(text[part.start : part.end], body)
            cut += [part._replace(start=part.start + a, end=part.start + b) for a, b in spans]
        elif part.start < part.end:
            cut.append(part)
    return cut


def _plain(line: str, words: int, number: int, following: int, text: str, title: str) -> str:
    if number == 0 and (line == title.strip() or line == pages.headline(text)):
        return "headline"
    short = words <= HEADING_WORDS and following > 1.3 * words and following > HEADING_WORDS
    if number and short and not ENDS_SENTENCE.search(line) and line[-1] not in '،؛:,;«»"”)' and line[0] not in '-•*"«“':
        return "heading"
    return "body"


def _lines(text: str) -> list[tuple[int, int]]:
    """Spans of paragraphs: lines, or in a file wrapped by hand the runs of lines between blank ones."""
    spans = [(m.start(), m.end()) for m in re.finditer(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+", text)]
    spans = [_trim(text, *span) for span in spans if CONTENT.search(text, *span)]
    joined = [text[a[1] : b[0]] for a, b in zip(spans, spans[1:], strict=False)]
    tight = [gap.count("\n") < 2 for gap in joined]
    inside = [span for span, close in zip(spans, tight, strict=False) if close]
    # Wrapped by hand: blank lines stand between paragraphs, and most lines inside one stop in mid-sentence at like length.
    if len(inside) < 4 or all(tight):
        return spans
    lengths = sorted(end - start for start, end in inside)
    stops = sum(bool(ENDS_SENTENCE.search(text[start:end])) for start, end in inside)
    if lengths[-1] > 120 or lengths[len(lengths) // 4] < 0.6 * lengths[-1] or stops > len(inside) / 3:
        return spans
    merged = [spans[0]]
    for span, close in zip(spans[1:], tight, strict=True):
        if close:
            merged[-1] = (merged[-1][0], span[1])
        else:
            merged.append(span)
    return merged


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _caption(line: str, offset: int) -> list[Part]:
    """A caption ends in a photo credit; a short unfinished rest is the heading that the page glued to it."""
    if "(" not in line or line.endswith((".", "،")):
        return []
    for match in _credit().finditer(line):
        before, rest = line[: match.start()], line[match.end() :]
        finished = re.search(r"[.!؟:]\s", before)
        if 2 <= len(before.split()) <= CAPTION_WORDS and not finished and len(rest.split()) <= HEADING_WORDS:
            parts = [Part(offset, offset + match.end(), "caption")]
            if CONTENT.search(rest):
                parts.append(Part(*_trim_in(line, match.end(), len(line), offset), "heading"))
            return parts
    return []


def _trim_in(line: str, start: int, end: int, offset: int) -> tuple[int, int]:
    start, end = _trim(line, start, end)
    return offset + start, offset + end


def _furniture(line: str, offset: int) -> list[Part]:
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
    parts = []
    if start:
        parts.append(Part(*_trim_in(line, 0, start, offset), "body"))
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        a, b = _trim_in(line, mark.end(), following.start() if following else len(line), offset)
        phrase = mark["phrase"]
        zone = _zones_by_phrase()[_fold(phrase)]
        value = line[a - offset : b - offset]
        if zone == "source" and (len(value.split()) > SOURCE_WORDS or value.endswith(".")):
            return []  # «المصدر: …» is somebody speaking
        unmarked = zone in {"related", "promo"} and len(value.split()) > HEADLINE_WORDS
        # An advert marker has no text of its own: its block is the marker itself.
        if a >= b and following is not None:
            a, b = _trim_in(line, mark.start(), mark.end(), offset)
        parts.append(Part(a, b, zone, phrase, "headlines without separators" if unmarked else ""))
    return parts


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
    alone = rf"(?:{of['label']}|{bare})(?=\s*$)"
    return {
        "line": re.compile(rf"[*×•\-\s]*({of['line']})(?!\w)"),
        "open": re.compile(
            rf"(?P<phrase>(?:{of['label']}|{bare})(?={colon})|(?:{of['bare']})(?!\w)(?=\s+\S.*[^.\s]\s*$)|{alone}){colon}?"
        ),
        "inner": re.compile(rf"(?<!\w)(?P<phrase>(?:{of['label']})(?={colon})|(?:{bare})(?!\w))(?:{colon})?"),
        "glued": re.compile(rf"[.!؟…»”\")]\s+((?:{of['label']}|{of['bare']}){colon})"),
    }


@lru_cache(maxsize=1)
def _credit() -> re.Pattern:
    agencies = "|".join(re.escape(credit) for credit in sorted(lexicons.words("credits"), key=len, reverse=True))
    return re.compile(rf"\((?:[^()\d]{{0,30}}[\s\-–/،])?(?:{agencies})(?:[\s\-–/،][^()]{{0,30}})?\)", re.IGNORECASE)
