"""Something to type into: a concordance whose table follows the query, in JupyterLab."""

import ipywidgets

from helpers import footnotes, kwic, lexicons, markup, phrases, tables
from helpers.queries import QueryError

_SORTS = {"text": None, "after": ("1R", "2R"), "before": ("1L", "2L")}
_RIGHT = (
    "<style>.kh-find-rtl .widget-inline-hbox {direction: rtl} .kh-find-rtl .widget-label {margin: 0 0 0 8px}"
    ".kh-find-rtl input, .kh-find-rtl select {direction: rtl; text-align: right}</style>"
)


def concordance(tokens, query="", *, window=7, zones=("body",), texts=None, language="ar", limit=100, digits="latn"):
    """A box to type queries into; the concordance below it changes with Enter, and with each choice.

    Parameters
    ----------
    tokens, window, zones, texts
        As in `kwic.find`.
    query : str
        What stands in the box at first.
    language : {"ar", "en"}
        Of labels, notes and of what is said of a broken query.
    limit : int
        Rows shown at most.
    digits : {"latn", "arab"}

    Returns
    -------
    ipywidgets.VBox
        With the attributes `query`, `by`, `sort` (what an analyst changes) and `table` (what comes of it).

    >>> import pandas as pd
    >>> tokens = pd.DataFrame({"article": "أ", "block": 0, "start": [0, 4], "end": [3, 10], "text": ["زار", "لموسكو"],
    ...                        "norm": ["زار", "لموسكو"], "stem": ["زار", "موسكو"], "lemma": ["زار", "موسكو"]})
    >>> box = concordance(tokens, "موسكو", language="en")
    >>> "لموسكو" in box.table.value
    True
    >>> box.query.value = "[موسكو"
    >>> "The bracket [ is never closed" in box.table.value
    True
    """
    phrases.language_of(language)

    def say(key, **values):
        return _wording()[key][language].format(**values)

    def choice(key, names):
        options = [(say(name), name) for name in names]
        return ipywidgets.Dropdown(options=options, description=say(key), style={"description_width": "initial"})

    box = ipywidgets.VBox()
    box.query = ipywidgets.Text(
        value=query, description=say("query"), placeholder=say("placeholder"), continuous_update=False,
        style={"description_width": "initial"},
    )  # fmt: skip
    box.by = choice("by", [by for by in ("stem", "norm", "form", "lemma") if by == "form" or by in tokens.columns])
    box.sort = choice("sort", _SORTS)
    box.table = ipywidgets.HTML()

    def find(_=None):
        base = markup.attributes(dir=markup.LANGUAGES[language], lang=language)
        try:
            options = {"by": box.by.value, "zones": zones, "sort": _SORTS[box.sort.value], "texts": texts}
            hits = kwic.find(tokens, box.query.value, window, **options)
        except QueryError as error:
            shown = _pointed(error, language, base)
        else:
            count = say("hits", hits=phrases.counted(len(hits), "mention", language, digits))
            notes = [count, *footnotes.of(hits, language, digits)]
            shown = tables.kwic(hits, language, footnotes=notes, limit=limit, digits=digits)._repr_html_()
        box.table.value = _RIGHT + shown

    for control in (box.query, box.by, box.sort):
        control.observe(find, names="value")
    if language == "ar":
        box.add_class("kh-find-rtl")
    row = ipywidgets.Layout(flex_flow="row-reverse wrap" if language == "ar" else "row wrap", width="100%")
    box.children = (ipywidgets.Box((box.query, box.by, box.sort), layout=row), box.table)
    find()
    return box


def _pointed(error: QueryError, language: str, base: str) -> str:
    """Why a query is broken, and the query with the place marked: a caret under Arabic would stand anywhere."""
    query, at = error.query, error.place
    before, there, after = query[:at], query[at : at + 1] or " ", query[at + 1 :]
    marked = f"{markup.escape(before)}<mark>{markup.escape(there)}</mark>{markup.escape(after)}"
    reason = markup.isolate(error.reason(language))
    return f'<div{base} role="alert"><p>{reason}</p><p dir="rtl" lang="ar">{marked}</p></div>'


def _wording() -> dict:
    return lexicons.read("widget_wording").set_index("key").to_dict("index")
