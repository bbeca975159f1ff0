"""The article itself with what was found in it: names by type, quotations, time expressions, the page's parts."""

import re
from bisect import bisect_right
from collections import Counter
from itertools import groupby, pairwise
from operator import itemgetter

from helpers import frames, markup, phrases, wording

WORDS = 5000  # up to so many words each one is a place that a table can lead to; beyond it, findings and blocks are
ASIDE = {"caption", "source", "keywords", "related", "promo"}  # on the page, not the article
_WORD = re.compile(r"\S+")
_LINE = re.compile(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")


def article(text, mentions=None, quotes=None, dates=None, blocks=None, language="ar"):
    """An article's text with what was found in it highlighted, under a legend that switches each kind on and off.

    Parameters
    ----------
    text : str
        The article's text, to which all offsets refer. It is shown whole and as it is; furniture of the page is
        marked as such where `blocks` tells it.
    mentions : DataFrame, optional
        start, end, type; `entity` too if there is one.
    quotes, dates : DataFrame, optional
        start, end.
    blocks : DataFrame, optional
        start, end, zone; without it each line is a paragraph.
    language : {"ar", "en"}
        Of the legend.

    Returns
    -------
    Shown
        Each word, finding and block is a place of its own, to which tables lead (`markup.anchor`); the frames' column
        `article` says of which article.

    Raises
    ------
    ValueError
        A column is missing, or a frame holds more than one article.

    >>> import pandas as pd
    >>> shown = article("زار موسكو", pd.DataFrame({"start": [4], "end": [9], "type": ["LOC"]}))
    >>> '<mark class="kh-name kh-loc" title="مكان" id="c4">موسكو</mark>' in shown.html
    True
    """
    phrases.language_of(language)
    spans, counts = [], {}
    for name, frame in (("mentions", mentions), ("quotes", quotes), ("dates", dates)):
        if frame is not None:
            found = _spans(name, frame, language)
            spans += found
            counts |= Counter(kind for _, _, kind, _ in found) or {name[:-1]: 0}
    parts = _parts(text, blocks)
    by_part = _clipped(parts, spans)
    places = _Places(_article(mentions, quotes, dates, blocks))
    words = len(text) < WORDS or sum(1 for _ in _WORD.finditer(text)) <= WORDS
    shown = [
        (zone, _paragraph(text, (low, high), zone, by_part[at], words, places))
        for at, (low, high, zone) in enumerate(parts)
    ]
    aside = sum(zone in ASIDE for _, _, zone in parts)
    base = markup.attributes(class_="khabar kh-article", dir=markup.LANGUAGES[language], lang=language)
    legend = _legend(counts, aside, language)
    return markup.Shown(f'<div{base}>{legend}<div class="kh-text">{_grouped(shown, language)}</div></div>', text)


def _spans(name: str, frame, language: str) -> list:
    """The rows of a frame as (start, end, kind, tooltip)."""
    frames.require(frame, name, ["start", "end", *(["type"] if name == "mentions" else [])])
    kinds = frame["type"].tolist() if name == "mentions" else [name[:-1]] * len(frame)
    entities = frame["entity"].fillna("").tolist() if "entity" in frame.columns else [""] * len(frame)
    said = {kind: wording.say(kind, language) if wording.known(kind) else kind for kind in set(kinds)}
    titles = [" · ".join(filter(None, [said[k], e.partition(":")[2]])) for k, e in zip(kinds, entities, strict=True)]
    return list(zip(frame["start"].tolist(), frame["end"].tolist(), kinds, titles, strict=True))


def _parts(text: str, blocks) -> list:
    """The paragraphs as (start, end, zone): the blocks and whatever stands between them, or the lines."""
    if blocks is None:
        return [
            (low, high, "body")
            for low, high in (_trimmed(text, *line.span()) for line in _LINE.finditer(text))
            if low < high
        ]
    frames.require(blocks, "blocks", ["start", "end"])
    zones = blocks["zone"].tolist() if "zone" in blocks.columns else ["body"] * len(blocks)
    parts, at = [], 0
    for start, end, zone in sorted(zip(blocks["start"].tolist(), blocks["end"].tolist(), zones, strict=True)):
        # What no block claims is a label of the page («المصدر:»), and goes with what it stands before.
        parts += [(at, start, zone if zone in ASIDE else "promo"), (max(start, at), end, zone)]
        at = max(at, end)
    parts.append((at, len(text), "promo"))
    return [(low, high, zone) for low, high, zone in ((*_trimmed(text, *p[:2]), p[2]) for p in parts) if low < high]


def _trimmed(text: str, low: int, high: int) -> tuple[int, int]:
    """A span without the white space at its ends."""
    part = text[low:high]
    return low + len(part) - len(part.lstrip()), max(high - len(part) + len(part.rstrip()), low)


def _grouped(shown: list, language: str) -> str:
    """The paragraphs, with those of one part of the page that is not the article put together under its name."""
    made = []
    for zone, group in groupby(shown, key=itemgetter(0)):
        inner = "".join(paragraph for _, paragraph in group)
        if zone in ASIDE:
            name = f'<p class="kh-zone">{wording.say(zone, language)}</p>'
            inner = f'<div class="kh-aside kh-{zone}"{_base(language)}>{name}{inner}</div>'
        made.append(inner)
    return "".join(made)


def _clipped(parts: list, spans: list) -> list:
    """For each part the spans in it, cut at its edges: a quotation may run over paragraphs."""
    starts, found = [part[0] for part in parts], [[] for _ in parts]
    for start, end, kind, title in spans:
        at = max(bisect_right(starts, start) - 1, 0)
        while at < len(parts) and parts[at][0] < end:
            low, high = max(start, parts[at][0]), min(end, parts[at][1])
            if low < high:
                found[at].append((low, high, kind, title))
            at += 1
    return found


class _Places:
    """The ids of an article's offsets, each given once."""

    def __init__(self, article):
        self.article, self.seen = article, set()

    def new(self, offset: int) -> str | None:
        """The id of an offset, the first time it is asked for."""
        if offset in self.seen:
            return None
        self.seen.add(offset)
        return markup.anchor(offset, self.article)


def _paragraph(text: str, part, zone: str, spans, words: bool, places: _Places) -> str:
    start, end = part
    edges = sorted({start, end, *(edge for span in spans for edge in span[:2])})
    events = sorted(
        [(span[0], 1, span) for span in spans] + [(span[1], 0, span) for span in spans], key=itemgetter(0, 1)
    )
    active, at, made = Counter(), 0, []
    for low, high in pairwise(edges):
        while at < len(events) and events[at][0] <= low:
            _, opens, span = events[at]
            active[span[2:]] += 1 if opens else -1
            at += 1
        made.append(_piece(text, low, high, [key for key, n in active.items() if n > 0], words, places))
    class_ = "kh-head" if zone in ("headline", "heading") else None
    own = markup.direction(text[start:end])
    own["id"] = None if words else places.new(start)
    return f"<p{markup.attributes(class_=class_, **own)}>{''.join(made)}</p>"


def _base(language: str) -> str:
    return markup.attributes(dir=markup.LANGUAGES[language], lang=language)


def _piece(text, low, high, active, words, places) -> str:
    """A stretch with the same findings throughout: one mark, and each word in it a place of its own."""
    kinds = {kind for kind, _ in active}
    own = places.new(low) if kinds else None
    inner = _words(text, low, high, places) if words else markup.escape(text[low:high])
    inner = inner.replace("\n", "<br>")
    if not kinds:
        return inner
    names = ["kh-name"] if kinds - {"quote", "date"} else []
    class_ = " ".join([*names, *sorted(f"kh-{kind.lower()}" for kind in kinds)])
    title = "، ".join(dict.fromkeys(title for kind, title in active if title and kind != "quote"))
    return f"<mark{markup.attributes(class_=class_, title=title, id=own)}>{inner}</mark>"


def _words(text: str, low: int, high: int, places: _Places) -> str:
    made, at = [], low
    for match in _WORD.finditer(text, low, high):
        begins = not text[max(match.start() - 1, 0) : match.start()].strip()
        anchor = places.new(match.start()) if begins else None
        made.append(markup.escape(text[at : match.start()]))
        word = markup.escape(match[0])
        made.append(f'<span id="{anchor}">{word}</span>' if anchor else word)
        at = match.end()
    return "".join(made) + markup.escape(text[at:high])


def _article(*given) -> str | None:
    """The id of the article that the frames are of."""
    ids = {
        id_ for frame in given if frame is not None and "article" in frame.columns for id_ in frame["article"].unique()
    }
    if len(ids) > 1:
        raise ValueError(
            f"The frames hold {len(ids)} articles ({', '.join(sorted(map(str, ids))[:3])} ...), and this shows one. "
            "Choose its rows first: mentions[mentions.article == ...]."
        )
    return next(iter(ids), None)


def _legend(counts: dict, aside: int, language: str) -> str:
    """Boxes that switch each kind on and off; the style does the work, so that no script is needed."""
    order = [kind for kind in (*frames.TYPES, "quote", "date") if kind in counts]
    rows = []
    for kind in order:
        name = f"kh-{kind.lower()}"
        whole = name if kind in ("quote", "date") else f"kh-name {name}"
        mark = f'<mark class="{whole}">{wording.say(kind, language)}</mark>'
        rows.append(_box(name, mark, counts[kind]))
    if aside:
        rows.append(_box("kh-aside", f"<span>{wording.say('aside', language)}</span>", aside))
    if not rows:
        return ""
    return f'<fieldset class="kh-filters"><legend>{wording.say("show", language)}</legend>{"".join(rows)}</fieldset>'


def _box(name: str, mark: str, count: int) -> str:
    number = phrases.number(count)
    return f'<label><input type="checkbox" checked class="{name}">{mark}<small><bdi>{number}</bdi></small></label>'
