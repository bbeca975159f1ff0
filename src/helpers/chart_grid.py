"""A heat map: who with whom, or who in which part."""

import numpy as np
import pandas as pd
from matplotlib.colors import LinearSegmentedColormap

from helpers import chart_frames, chart_rows, cooccurrence, rtl
from helpers import chart_style as style
from helpers.chart_narrow import chart
from helpers.chart_page import LEADING, type_legend
from helpers.chart_page import page as new_page

_SHADES = LinearSegmentedColormap.from_list("khabar", ["#eaf0f5", "#8fb3d1", "#0b4f8f", "#08305a"])
_MOST = 60  # columns of parts in a row
_LABEL = 1.05  # inches
_DAY = r"\d{4}-\d{2}(?:-\d{2})?"


@chart
def heatmap(
    frame: pd.DataFrame, x=None, y=None, value=None, *, top=10, unit=None, entities=None, title=None, subtitle=None,
    source=None, ax=None, language="ar", digits="latn",
):  # fmt: skip
    """Shades and numbers for pairs: which name in which part of the article, or who with whom.

    Parameters
    ----------
    frame : DataFrame
        One row an occurrence (mentions), or one row a pair with its count.
    x, y : str, optional
        Columns for the columns and the rows of the map; `block` and `entity` unless said. With the same column for both
        (`x="entity", y="entity"`) the map shows in how many paragraphs two are named together. A frame with the columns
        a and b (from `cooccurrence.pairs`) gives that as well.
    value : str, optional
        Column of numbers, added up where a pair has several rows; without it rows are counted. Of pairs, `count`.
    top : int
        How many rows (and names in columns) at most, those with most.
    unit : str, optional
        What is counted, a noun of data/lexicons/counted_nouns.csv: times, or paragraphs for who with whom.
    entities : DataFrame, optional
        entity and name, to write names instead of ids.
    title, subtitle, source, ax, language, digits
        As in `ranked_bars`. In Arabic the first column is at the right.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    ValueError
        A column is missing.

    >>> mentions = pd.DataFrame({"entity": ["ليبيا", "ليبيا", "تونس"], "block": [0, 0, 2]})
    >>> heatmap(mentions).khabar_alt.split(". ")[1]
    'خريطة حرارية من صفين و3 أعمدة'
    """
    paired = x is None and y is None and {"a", "b"} <= set(frame.columns)
    x = "b" if paired else chart_frames.column(frame, x, ("block", "zone", "month", "source", "article"), "x")
    y = "a" if paired else chart_frames.column(frame, y, ("entity", "name", "term", "speaker"), "y")
    value = chart_frames.column(frame, value, ("count",) if paired else (), "value", needed=False)
    together = paired or x == y
    with new_page(ax, language, digits) as page:
        key = "together" if together else "parts" if x == "block" else "grid"
        title = page.say(f"{key}_title") if title is None else title
        subtitle = page.say(f"{key}_how") if subtitle is None else subtitle
        unit = unit or ("paragraph" if together else "time")
        table, kinds, ordered = (_square if together else _table)(page, frame, x, y, value, entities)
        if table.empty:
            return page.nothing(title, source)
        table, source = _largest(page, table, top, source, together, ordered)
        numbers = page.narrow if together else x == "block"  # above the columns, instead of names
        high = len(table) * chart_rows.HEIGHT + (0.35 if numbers else _LABEL)
        kinds = kinds.reindex(table.index).fillna("")
        numbered = together and numbers
        if numbered and subtitle:
            subtitle = f"{subtitle} {page.say('together_numbers')}"
        _draw(page, table, kinds, parts=not together and x == "block", numbered=numbered)
        return page.finish(
            title, subtitle, source, _alt(page, table, unit, together, x), type_legend(page, kinds), high
        )


def _table(page, frame, x, y, value, entities):
    labels, order = _columns(page, frame, x, entities)
    found = pd.DataFrame({"row": chart_frames.names(frame, y, page.language, entities), "column": labels,
                          "value": frame[value] if value else 1})  # fmt: skip
    named = found["row"] != ""
    table = found[named].pivot_table(
        index="row", columns="column", values="value", aggfunc="sum", fill_value=0, sort=False
    )
    if order is not None and not table.empty:
        table = table.reindex(columns=order, fill_value=0)
    kinds = chart_frames.types(frame, "type" if "type" in frame else None, y)
    return table, kinds[named].groupby(found.loc[named, "row"]).first(), order is not None


def _columns(page, frame, x, entities):
    """What to write over each row's column, and the columns in their own order where they have one."""
    values = frame[x]
    if pd.api.types.is_integer_dtype(values):
        whole = len(values) and values.max() - values.min() < _MOST
        return values, list(range(values.min(), values.max() + 1)) if whole else None
    if pd.api.types.is_datetime64_any_dtype(values) or values.astype(str).str.fullmatch(_DAY).all():
        days = pd.to_datetime(values)
        form = "MMM y" if (days.dt.day == 1).all() else "d MMM y"
        told = {day: page.day(day, form) for day in sorted(days.dropna().unique())}
        return days.map(told), list(told.values()) if len(told) <= _MOST else None
    return chart_frames.names(frame, x, page.language, entities), None


def _square(page, frame, x, y, value, entities):
    """The pairs both ways round, with the names of a row and a column in one order."""
    language, pairs = page.language, cooccurrence.pairs(frame) if x == y else frame
    written = chart_frames.names(frame, y, language, entities)
    kinds = chart_frames.types(frame, "type" if "type" in frame else None, y)
    if x == y:
        name = dict(zip(frame[y].astype(str), written, strict=True))
        kind = dict(zip(written, kinds, strict=True))
        pairs = pairs.assign(row=pairs["a"].map(name), column=pairs["b"].map(name), value=pairs["count"])
    else:
        pairs = frame.assign(
            row=written, column=chart_frames.names(frame, x, language, entities), value=frame[value] if value else 1
        )
        kind = {**dict(zip(pairs["column"], chart_frames.types(frame, None, x), strict=True)),
                **dict(zip(written, kinds, strict=True))}  # fmt: skip
    both = pd.concat([pairs, pairs.rename(columns={"row": "column", "column": "row"})])
    table = both.pivot_table(index="row", columns="column", values="value", aggfunc="sum", fill_value=0, sort=False)
    names = table.sum(axis=1).sort_values(ascending=False, kind="stable").index
    return table.reindex(index=names, columns=names, fill_value=0), pd.Series(kind, dtype=object), False


def _largest(page, table, top, source, together, ordered):
    rows = table.sum(axis=1).sort_values(ascending=False, kind="stable").index[:top]
    columns = rows if together else table.columns
    if not together and not ordered and len(columns) > top:
        columns = table.loc[rows].sum().sort_values(ascending=False, kind="stable").index[:top]
    return table.loc[rows, columns], page.notes(source, page.not_shown(len(table) - len(rows), "row"))


def _draw(page, table, kinds, parts, numbered):
    ax, values = page.ax, table.to_numpy(dtype=float)
    high, wide = values.shape
    edges = np.arange(wide + 1) - 0.5, np.arange(high + 1) - 0.5
    most = values.max() or 1
    ax.pcolormesh(*edges, np.ma.masked_less_equal(values, 0), cmap=_SHADES, vmin=0, vmax=most, edgecolors=style.PAPER,
                  linewidth=1.5)  # fmt: skip
    ax.hlines(range(high), -0.5, wide - 0.5, color=style.LINE, linewidth=0.6, zorder=0)
    inches = page.size()[0] * (0.64 if page.own else 1) / wide  # a column
    size = min(style.SIZES["value"], 60 * inches)
    for row, column in zip(*np.nonzero(values > 0), strict=True):
        light = values[row, column] / most > 0.45
        page.write([page.text(page.number(values[row, column]))], (column, row), size, gid="value",
                   color=style.CARD if light else style.INK)  # fmt: skip
    limits = (-0.5, wide - 0.5)
    ax.set_xlim(limits[::-1] if page.rtl else limits)
    rows = [f"{page.number(at + 1)}. {name}" for at, name in enumerate(table.index)] if numbered else table.index
    chart_rows.names(page, rows, kinds, label=page.text if numbered else rtl.label)
    if parts or numbered:
        step = max(1, -(-wide // 20), int(np.ceil(0.2 / inches)))
        places = range(0, wide, step)
        told = [place if numbered else int(table.columns[place]) for place in places]
        page.x_ticks(places, [page.number(number + 1) for number in told], above=True)
    else:
        page.above = 4 * style.SIZES["small"] * LEADING
        size = style.SIZES["small"]
        longest = max(page.width(word, size) for name in table.columns for word in str(name).split())
        page.ax.khabar_tight = longest > inches  # no names can be read above columns so narrow
        ax.set_xticks([])
        for place, name in enumerate(table.columns):
            lines = [rtl.label(line) for line in page.fit(name, inches, size, 4).split("\n")]
            page.write(
                lines, (place, 1), size, va="bottom", coords=ax.get_xaxis_transform(), offset=(0, 4), gid="column"
            )


def _alt(page, table, unit, together, x) -> str:
    values = table.to_numpy(dtype=float)
    values = np.triu(values, 1) if together else values  # each pair stands in the table twice
    best = [divmod(int(at), values.shape[1]) for at in np.argsort(-values, axis=None, kind="stable")[:3]]
    cells = [(table.index[row], table.columns[column], values[row, column]) for row, column in best]
    size = page.say("grid_alt", rows=page.counted(len(table), "row", "genitive"),
                    columns=page.counted(table.shape[1], "column", "genitive"))  # fmt: skip
    key = "together_cell" if together else "parts_cell" if x == "block" else "grid_cell"
    lines = [
        page.say(key, row=row, column=page.number(column + 1) if x == "block" and not together else column,
                 count=page.counted(count, unit))
        for row, column, count in cells
        if count > 0
    ]  # fmt: skip
    return " ".join([size, page.say("grid_most", cells=page.say("pause").join(lines))]) if lines else size
