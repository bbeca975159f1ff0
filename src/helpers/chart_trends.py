"""Lines over time: how often in each month."""

import numpy as np
import pandas as pd
from matplotlib.dates import date2num
from matplotlib.ticker import MaxNLocator

from helpers import chart_frames, rtl
from helpers import chart_style as style
from helpers.chart_narrow import chart
from helpers.chart_page import date_axis
from helpers.chart_page import page as new_page

_HIGH = 3.2  # inches
_ROOM, _LESS = 1.5, 0.95  # inches for the names at the lines' ends; on narrow pages


@chart
def trends(
    frame: pd.DataFrame, x=None, y=None, *, hue=None, freq="MS", top=5, unit="time", entities=None, title=None,
    subtitle=None, source=None, ax=None, language="ar", digits="latn",
):  # fmt: skip
    """A line a name over the months, with the name at its end.

    Parameters
    ----------
    frame : DataFrame
        One row a month (and name) with its number, or one row an occurrence with its day.
    x : str, optional
        Column of days or months (`month`, `published`, `date` or `begin` unless said; "2018-11" will do). Rows without
        one are left out, and counted below.
    y : str, optional
        Column of numbers, added up a month (`count`, `mentions`, `articles`, `per_1000` or `per_100`, the first that is
        there); without one rows are counted.
    hue : str, optional
        Column of names, a line each: `entity`, `term`, `name` or `source`, the first that is there.
    freq : str
        How long a step is, as pandas calls it: "MS" months, "W" weeks, "D" days, "YS" years.
    top : int
        How many lines at most, those with most.
    unit : str
        What is counted, a noun of data/lexicons/counted_nouns.csv; "" for bare numbers such as rates.
    entities : DataFrame, optional
        entity and name, to write names instead of ids.
    title, subtitle, source, ax, language, digits
        As in `ranked_bars`. In Arabic time runs from right to left.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    ValueError
        A column is missing, or a day cannot be read.

    >>> months = pd.DataFrame({"month": ["2018-02", "2018-03"], "term": "ليبيا", "count": [3, 11]})
    >>> trends(months).khabar_alt.split(". ")[2]
    'ليبيا: أعلاها 11 مرة في مارس 2018، وأدناها 3 مرات في فبراير 2018.'
    """
    x = chart_frames.column(frame, x, ("month", "published", "date", "begin"), "x")
    y = chart_frames.column(frame, y, ("count", "mentions", "articles", "per_1000", "per_100"), "y", needed=False)
    hue = chart_frames.column(frame, hue, ("entity", "term", "name", "source"), "hue", needed=False)
    with new_page(ax, language, digits) as page:
        title = page.say("trends_title") if title is None else title
        found = pd.DataFrame({"when": _days(frame[x]), "value": frame[y] if y else 1,
                              "name": chart_frames.names(frame, hue, language, entities) if hue else ""})  # fmt: skip
        unknown = int(found["when"].isna().sum())
        table = _table(found.dropna(subset=["when"]), freq)
        unknown = page.say("timeline_unknown", rest=page.counted(unknown, "row")) if unknown else ""
        source = page.notes(source, page.not_shown(table.shape[1] - top, "line"), unknown)
        if table.empty:
            return page.nothing(title, source)
        table = table.iloc[:, :top]
        if subtitle is None:
            subtitle = page.say("trends_how")
        _draw(page, table, {"M": "MMM y", "Y": "y"}.get(freq[0]))
        return page.finish(title, subtitle, source, _alt(page, table, unit, freq), (), _HIGH)


def _days(values):
    if pd.api.types.is_datetime64_any_dtype(values):
        return values
    return pd.to_datetime(values.astype(str), format="ISO8601", errors="coerce")


def _table(found, freq):
    """A column a name, the largest first, a row a step; steps without anything are 0."""
    if found.empty:
        return pd.DataFrame()
    when = pd.Grouper(key="when", freq=freq)
    steps = found.pivot_table(index=when, columns="name", values="value", aggfunc="sum", fill_value=0, sort=False)
    steps = steps.sort_index().asfreq(freq, fill_value=0).fillna(0)
    return steps[steps.sum().sort_values(ascending=False, kind="stable").index]


def _draw(page, table, form):
    ax = page.ax
    days = date2num(table.index.to_pydatetime())
    looks = zip(table.columns, _cycle(style.SERIES), _cycle(style.SERIES_MARKERS), _cycle(style.SERIES_DASHES))  # noqa: B905
    ends = []
    for name, colour, marker, dashes in looks:
        values = table[name].to_numpy(dtype=float)
        ax.plot(days, values, color=colour, linestyle=dashes, linewidth=2, zorder=2)
        marked = np.arange(len(days)) if len(days) <= 24 else [len(days) - 1]
        ax.plot(days[marked], values[marked], color=colour, marker=marker, linestyle="none", markersize=5, zorder=3,
                markeredgecolor=style.PAPER, markeredgewidth=0.8, clip_on=False)  # fmt: skip
        ends.append((values[-1], name, colour))
    span = max(days[-1] - days[0], 1)
    inches, room = page.size()[0] - 0.5, _LESS if page.narrow else _ROOM
    before, after = span * 0.02, span * (room / (inches - room) if table.columns[0] else 0.03)
    ax.set_xlim(*((days[-1] + after, days[0] - before) if page.rtl else (days[0] - before, days[-1] + after)))
    top = max(float(table.to_numpy().max()), 1) * 1.08
    low = min(float(table.to_numpy().min()), 0)
    ax.set_ylim(low, top)
    _names(page, ends, days[-1], top - low)
    ticks = [at for at in MaxNLocator(5, integer=top > 4).tick_values(low, top) if low <= at <= top]
    page.y_ticks(ticks, [page.number(at) for at in ticks])
    ax.grid(axis="y", color=style.LINE, linewidth=0.7)
    ax.set_axisbelow(True)
    date_axis(page, days[0], days[-1], form)


def _cycle(looks):
    while True:
        yield from looks


def _names(page, ends, day, span):
    """Each name beside the last point of its line, moved up or down where two would stand in one place."""
    if not any(name for _, name, _ in ends):
        return
    size, side = style.SIZES["value"], -8 if page.rtl else 8
    apart = size * 1.5 / 72 / page.size(_HIGH)[1] * span * 1.25
    ends = sorted(ends, key=lambda end: end[0])
    places: list[float] = []
    for value, _, _ in ends:
        places.append(max(value, places[-1] + apart) if places else value)
    for place, (_, name, colour) in zip(places, ends, strict=True):
        words = rtl.label(page.fit(name, (_LESS if page.narrow else _ROOM) - 0.15, size))
        page.write([words], (day, place), size, ha=page.start, offset=(side, 0), color=colour, gid="name",
                   path_effects=style.halo())  # fmt: skip


def _alt(page, table, unit, freq) -> str:
    form = {"D": "d MMMM y", "W": "d MMMM y", "Y": "y"}.get(freq[0], "MMMM y")
    lines = []
    for name in table.columns[:5]:
        values = table[name]
        told = [
            page.counted(value, unit, "accusative") if unit and value else page.number(value)
            for value in (values.max(), values.min())
        ]
        lines.append(page.say("trends_line" if name else "trends_line_one", name=name, most=told[0], least=told[1],
                              top=page.day(values.idxmax(), form), low=page.day(values.idxmin(), form)))  # fmt: skip
    return page.say("trends_alt", lines=page.counted(table.shape[1], "line", "genitive"), told=" ".join(lines),
                    begin=page.day(table.index[0], form), finish=page.day(table.index[-1], form))  # fmt: skip
