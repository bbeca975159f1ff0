"""Tables for people: right to left where the language is, numbers isolated, with notes on what was counted."""

import pandas as pd

from helpers import cells, frames, markup, phrases, wording
from helpers import footnotes as made
from helpers.highlight import article
from helpers.markup import Shown

__all__ = ["article", "kwic", "show"]

TALL = 16  # rows from which a table scrolls inside its own frame


def show(
    frame, columns=None, language="ar", caption="", footnotes=None, limit=100, digits="latn", places=True
) -> Shown:
    """A frame as a table for people.

    Parameters
    ----------
    frame : DataFrame
        Any frame: text, whole and broken numbers, days, true or false.
    columns : dict or sequence, optional
        Which columns, in order; all of them where absent. A dict names their headers: {"name": "الاسم"}; else they are
        those of data/lexicons/headers.csv, and the column's own name where it has none there.
    language : {"ar", "en"}
        Of headers, days and notes; it decides which side the first column is on.
    caption : str
        The table's title.
    footnotes : sequence of str, optional
        What was counted, where, on which form, with which cut-offs: one line each. Where absent, what the frame says of
        its own making (`footnotes.of`), if it says anything.
    limit : int or None
        The most rows to show; a note says how many there are where some are left out. None: all.
    digits : {"latn", "arab"}
        2018 or ٢٠١٨.
    places : bool
        Whether the first cell of a row leads to its place in the article's text, where the frame has `start`.

    Returns
    -------
    Shown

    Raises
    ------
    ValueError
        A column is missing, or the language is unknown.

    >>> table = show(pd.DataFrame({"name": ["موسكو"], "n": [1234]}), {"name": "الاسم", "n": "العدد"})
    >>> "<td class=\\"kh-n\\"><bdi>1,234</bdi></td>" in table.html
    True
    >>> print(table)
    الاسم | العدد
    موسكو | 1,234
    """
    phrases.language_of(language)
    chosen = frame.columns if columns is None else columns
    headers = chosen if isinstance(chosen, dict) else {column: wording.header(column, language) for column in chosen}
    missing = [column for column in headers if column not in frame.columns]
    if missing:
        raise ValueError(
            f"Column {missing[0]!r} is missing from the table; it has: {', '.join(map(str, frame.columns))}. "
            "Name columns that it has."
        )
    shown = frame if limit is None else frame.head(limit)
    columns = [cells.column(column, shown[column], language, digits) for column in headers]
    anchors = _anchors(shown) if places else None
    if anchors and columns:
        columns[0] = columns[0].linked(anchors, language)
    head = "".join(_header(title, column, language) for title, column in zip(headers.values(), columns, strict=True))
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in zip(*(column.cells for column in columns), strict=True))
    notes = [*_left_out(shown, frame, language, digits), *_below(frame, footnotes, language, digits)]
    lines = [map(str, headers.values()), *zip(*(column.text for column in columns), strict=True)]
    narrow = "" if any(column.class_ in ("kh-medium", "kh-long") for column in columns) else "kh-compact"
    return Shown(_figure(head, body, language, caption, notes, len(shown), narrow), "\n".join(map(" | ".join, lines)))


def kwic(frame, language="ar", caption="", footnotes=None, limit=200, digits="latn") -> Shown:
    """Keyword in context: the keyword in the middle, what goes before at its right, what comes after at its left.

    Parameters
    ----------
    frame : DataFrame
        The frame kwic: article, start, before, keyword, after.
    language, caption, footnotes, limit, digits
        As in `show`. Each row's number leads to the hit's place in the article's text.

    Returns
    -------
    Shown
        Right to left in both languages, because the text is.

    >>> hit = {"article": "a", "start": 7, "end": 12, "before": "زار ", "keyword": "موسكو", "after": "أمس"}
    >>> print(kwic(pd.DataFrame([hit])))
    زار [موسكو] أمس
    """
    frames.require(frame, "kwic", ["before", "keyword", "after"])
    shown = frame if limit is None else frame.head(limit)
    anchors = _anchors(shown)
    keys = {"before": "kh-before", "keyword": "kh-key", "after": "kh-after"}
    several = _several(shown)
    heads = [("row", "kh-n"), *((("article", ""),) if several else ()), *keys.items()]
    head = "".join(_th(wording.say(key, language), language, "ar", class_=name) for key, name in heads)
    rows, articles = [], shown["article"].tolist() if several else []
    for at, values in enumerate(zip(*(shown[key].tolist() for key in keys), strict=True)):
        mark = f"<bdi>{phrases.number(at + 1, digits, 0)}</bdi>"
        mark = f'<a href="#{anchors[at]}">{mark}</a>' if anchors else mark
        row = [f'<th scope="row" class="kh-n">{mark}</th>']
        if several:
            row.append(f'<td class="kh-nowrap">{markup.isolate(articles[at])}</td>')
        for value, name in zip(values, keys.values(), strict=True):
            shown_value = markup.isolate(" ".join(str(value).split()))
            row.append(f'<td class="{name}" lang="ar">{shown_value}</td>')
        rows.append(f"<tr>{''.join(row)}</tr>")
    notes = [*_left_out(shown, frame, language, digits), *_below(frame, footnotes, language, digits)]
    text = [
        f"{before.strip()} [{word}] {after.strip()}" for before, word, after in shown[list(keys)].to_numpy(dtype=str)
    ]
    table = _figure(head, "".join(rows), language, caption, notes, len(shown), class_="kh-kwic", turned="rtl")
    return Shown(table, "\n".join(text))


def _header(title, column: cells.Cells, language: str) -> str:
    right = column.arabic and language == "en" and column.class_ == "kh-long"
    kept = [name for name in (column.class_, "kh-right" if right else "") if name and name != "kh-long"]
    return _th(str(title), language, class_=" ".join(kept))


def _th(title: str, language: str, around: str | None = None, **values) -> str:
    """A header; it says its language where that is not the one of the table around it."""
    own = markup.own_words(title, language)
    turned = own if own["lang"] != (around or language) else {}
    return f'<th scope="col"{markup.attributes(**values, **turned)}>{markup.isolate(title, own["lang"])}</th>'


def _anchors(frame) -> list | None:
    """The ids of the rows' places in the articles' texts; None where the frame tells none."""
    if "start" not in frame.columns:
        return None
    starts = frame["start"].tolist()
    articles = frame["article"].tolist() if "article" in frame.columns else [None] * len(starts)
    pairs = zip(starts, articles, strict=True)
    return [markup.anchor(at, of) if pd.notna(at) and at >= 0 else "" for at, of in pairs]


def _several(frame) -> bool:
    return "article" in frame.columns and len(frame["article"].unique()) > 1


def _left_out(shown, frame, language, digits) -> list:
    if len(shown) == len(frame):
        return []
    counts = {"shown": phrases.number(len(shown), digits), "total": phrases.number(len(frame), digits)}
    return [wording.say("part", language, **counts)]


def _below(frame, footnotes, language, digits) -> list:
    if footnotes is None:
        return made.of(frame, language, digits) if "what" in frame.attrs else []
    return [footnotes] if isinstance(footnotes, str) else list(footnotes)


def _figure(head, body, language, caption, notes, rows, class_="", turned=None) -> str:
    """The figure around a table: a frame that scrolls, reachable by keyboard, and the notes below it."""
    base = {"dir": markup.LANGUAGES[language], "lang": language}
    table = {"dir": turned, "lang": "ar"} if turned and turned != base["dir"] else base
    title = _said("caption", caption, language) if caption else ""
    tall = "kh-scroll kh-tall" if rows > TALL else "kh-scroll"
    label = caption or wording.say("table", language)
    scroll = markup.attributes(class_=tall, tabindex="0", role="group", aria_label=label)
    inner = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    if rows == 0:
        notes = [wording.say("empty", language), *notes]
    foot = "".join(_said("p", note, language) for note in notes)
    foot = f'<figcaption class="kh-notes">{foot}</figcaption>' if foot else ""
    table = f"<table{markup.attributes(class_=class_, **table)}>{title}{inner}</table>"
    return f"<figure{markup.attributes(class_='khabar kh-table', **base)}><div{scroll}>{table}</div>{foot}</figure>"


def _said(tag: str, text: str, language: str) -> str:
    """A caption or a note: words of the page, in its language."""
    own = markup.own_words(text, language)
    return f"<{tag}{markup.attributes(**own)}>{markup.isolate(text, own['lang'])}</{tag}>"
