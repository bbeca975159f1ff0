"""Zones: the parts of a page told apart: headline, body, headings, captions, and the furniture around the news.

What opens a piece of furniture («المصدر», «كلمات مفتاحية», «اقرأ أيضا», advert marks) is known to the room `furniture`.
"""

import re

import pandas as pd

from helpers import articles as pages
from helpers import frames, furniture, keywords

ENDS_SENTENCE = re.compile(r"[.!؟?…][»”\"')\]]*$")
HEADING_WORDS = 9  # the longest heading that is believed


def split(articles: pd.DataFrame) -> pd.DataFrame:
    """The blocks of articles: one row a paragraph or page part.

    A line is a paragraph, unless the file is wrapped by hand, where a blank line ends one. A line opened by a label of
    page furniture, or with furniture glued to its end, comes apart at its labels. A caption ends in a photo credit;
    what follows the credit on its line is a heading. Keywords without separators are cut so that each is something that
    the body names. Lines without a letter or digit make no block; a label is in the column `label`, not in the text.

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


def _parts(text: str, title: str) -> list[furniture.Part]:
    lines = _lines(text)
    words = [len(text[start:end].split()) for start, end in lines]
    found: list[furniture.Part] = []
    section = None  # the zone that a label alone on its line has opened
    for number, (start, end) in enumerate(lines):
        line = text[start:end]
        apart = furniture.parts(line, start)
        if apart:
            found += apart
            section = apart[-1] if apart[-1].start == apart[-1].end else None
        elif section and words[number] <= furniture.HEADLINE_WORDS and not line.endswith("."):
            found.append(furniture.Part(start, end, section.zone, section.label))
        else:
            section = None
            following = words[number + 1] if number + 1 < len(lines) else 0
            headline = number == 0 and _is_headline(line, text, title)
            zone = "headline" if headline else "heading" if number and _is_heading(line, following) else "body"
            found += furniture.caption(line, start) or [furniture.Part(start, end, zone)]
    body = "\n".join(text[part.start : part.end] for part in found if part.zone in {"headline", "body"})
    cut = []
    for part in found:
        if part.zone == "keywords":
            spans = keywords.cut(text[part.start : part.end], body)
            cut += [part._replace(start=part.start + a, end=part.start + b) for a, b in spans]
        elif part.start < part.end:
            cut.append(part)
    return cut


def _is_headline(line: str, text: str, title: str) -> bool:
    """The first line, where it says what the title says or, the title unknown, stands like a headline."""
    if not title:
        return line == pages.headline(text)
    mine, theirs = set(line.split()), set(title.split())
    return len(mine & theirs) >= 0.6 * len(mine | theirs)


def _is_heading(line: str, following: int) -> bool:
    """A short unfinished line before a paragraph."""
    if ENDS_SENTENCE.search(line) or line[-1] in '،؛:,;«»"”)' or line[0] in '-•*"«“':
        return False
    return len(line.split()) <= HEADING_WORDS < following


def _lines(text: str) -> list[tuple[int, int]]:
    """Spans of paragraphs: lines, or in a file wrapped by hand the runs of lines between blank ones."""
    spans = [(m.start(), m.end()) for m in re.finditer(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+", text)]
    spans = [furniture.trim(text, *span) for span in spans if furniture.CONTENT.search(text, *span)]
    joined = [text[a[1] : b[0]] for a, b in zip(spans, spans[1:], strict=False)]
    tight = [gap.count("\n") < 2 for gap in joined]
    inside = [span for span, close in zip(spans, tight, strict=False) if close]
    # Wrapped by hand: blank lines stand between paragraphs, and lines inside one stop in mid-sentence at like length.
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
