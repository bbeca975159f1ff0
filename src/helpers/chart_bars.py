"""Bars: what is most frequent, and what sets two sources apart."""

import pandas as pd

from helpers import chart_frames, chart_rows
from helpers import chart_style as style


def ranked_bars(
    frame: pd.DataFrame, x=None, y=None, *, color=None, top=15, unit="time", title=None, subtitle=None, source=None,
    ax=None, language="ar", digits="latn",
):  # fmt: skip
    """Bars for what occurs most, the largest on top, with the value at the end of each.

    Parameters
    ----------
    frame : DataFrame
        One row a bar, such as entities (name, type, mentions) or terms (term, count).
    x, y : str, optional
        Columns of the values (`mentions`, `count` unless said) and of the names (`name`, `term`, `entity`).
    color : str, optional
        Column of types (PER, LOC, ORG, MISC), told by colour and by a marker; `type` where the frame has it.
    top : int
        How many bars at most; the source line says how many are not shown.
    unit : str
        What is counted, a noun of data/lexicons/counted_nouns.csv.
    title, subtitle, source : str, optional
        Above and below the chart; "" leaves the title out.
    ax : matplotlib Axes, optional
        Where to draw; without it the chart makes a figure of its own.
    language : {"ar", "en"}
        "ar" puts bars, labels and title at the right.
    digits : {"latn", "arab"}
        2018 or ٢٠١٨, throughout.

    Returns
    -------
    matplotlib Axes
        `charts.alt` tells what it shows, `charts.show` displays it in a notebook, `charts.save` writes a file.

    Raises
    ------
    ValueError
        A column is missing, or there is no such language, digits or unit.

    >>> entities = pd.DataFrame({"name": ["غسان سلامة", "خليفة حفتر"], "type": ["PER", "PER"], "mentions": [5, 7]})
    >>> ranked_bars(entities).khabar_alt
    'الأكثر ورودا. رسم أعمدة مرتبة من صفين. في أعلاها خليفة حفتر (7 مرات)، وفي آخرها غسان سلامة (5 مرات).'
    """
    x = chart_frames.column(frame, x, ("mentions", "count", "value"), "x")
    y = chart_frames.column(frame, y, ("name", "term", "entity"), "y")
    color = chart_frames.column(frame, color, ("type",), "color", needed=False)
    with style.page(ax, language, digits) as page:
        title = page.say("bars_title") if title is None else title
        kept = frame[frame[x].notna()].sort_values(x, ascending=False, kind="stable")
        rows = kept.head(top)
        if rows.empty:
            return page.nothing(title, source)
        kinds, names = chart_frames.types(rows, color, y), chart_frames.shown(rows[y])
        if len(kept) > len(rows):
            rest = page.say("and_more", rest=page.counted(len(kept) - len(rows), "row"))
            source = f"{source} {rest}" if source else rest
        ax, places, values = page.ax, range(len(rows)), rows[x].tolist()
        ax.barh(places, values, height=0.62, color=[style.colour_of(kind) for kind in kinds], zorder=2)
        chart_rows.values(page, places, values, [page.number(value) for value in values])
        chart_rows.names(page, names, kinds)
        limits = (0, max(max(values), 0) * 1.12 or 1)
        ax.set_xlim(limits[::-1] if page.rtl else limits)
        ax.set_xticks([])
        return page.finish(
            title, subtitle, source, _ranked_alt(page, names.tolist(), values, unit),
            style.type_legend(page, kinds), len(rows) * chart_rows.HEIGHT + 0.1,
        )  # fmt: skip


def _ranked_alt(page, names, values, unit) -> str:
    counts = [page.counted(value, unit) for value in values]
    if len(names) == 1:
        return page.say("bars_alt_one", first=names[0], first_count=counts[0])
    between = [page.say("entry", name=n, count=c) for n, c in zip(names[1:4], counts[1:4], strict=True)][
        : len(names) - 2
    ]
    key = "bars_alt" if between else "bars_alt_two"
    return page.say(
        key, rows=page.counted(len(names), "row", "genitive"), first=names[0], first_count=counts[0],
        next=page.listed(between), last=names[-1], last_count=counts[-1],
    )  # fmt: skip
