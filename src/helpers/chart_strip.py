"""Where things occur: a row a name, a mark a place, along the article or on the calendar."""

import pandas as pd

from helpers import chart_frames, chart_rows
from helpers import chart_style as style
from helpers.chart_narrow import chart
from helpers.chart_page import date_axis, type_legend
from helpers.chart_page import page as new_page


@chart
def occurrences(
    frame: pd.DataFrame, x=None, y=None, *, color=None, length=None, breaks=(), top=12, entities=None, title=None,
    subtitle=None, source=None, ax=None, language="ar", digits="latn",
):  # fmt: skip
    """A strip a name with a mark wherever it occurs: in the article from its start to its end, or on the calendar.

    Parameters
    ----------
    frame : DataFrame
        One row an occurrence, such as mentions.
    x : str, optional
        Column of places: character offsets (`start` unless said) or dates, such as the article's `published`.
    y : str, optional
        Column of names: `entity`, `name`, `term` or `text`, the first that is there.
    color : str, optional
        Column of types (PER, LOC, ORG, MISC); `type` where the frame has it, else the ids tell.
    length : int, optional
        Characters of the text, the whole of the axis; without it the last offset (`end` where there is one).
    breaks : sequence of int
        Offsets (or days) to mark by thin lines, such as where paragraphs start.
    top : int
        How many names at most, those that occur most.
    entities : DataFrame, optional
        entity and name, to write names instead of ids.
    title, subtitle, source, ax, language, digits
        As in `ranked_bars`. In Arabic the start of the article, and the earliest day, is at the right.

    Returns
    -------
    matplotlib Axes

    >>> mentions = pd.DataFrame({"entity": ["PER:خليفة حفتر"] * 2 + ["LOC:ليبيا"], "start": [10, 80, 50]})
    >>> occurrences(mentions, length=100).khabar_alt.split(". ")[2]
    'خليفة حفتر: مرتان، بين 10% و80% من النص'
    """
    x = chart_frames.column(frame, x, ("start", "published", "begin", "date"), "x")
    y = chart_frames.column(frame, y, ("entity", "name", "term", "text"), "y")
    color = chart_frames.column(frame, color, ("type",), "color", needed=False)
    with new_page(ax, language, digits) as page:
        dated = pd.api.types.is_datetime64_any_dtype(frame[x])
        kind = "calendar" if dated else "strip"
        title = page.say(f"{kind}_title") if title is None else title
        subtitle = page.say(f"{kind}_how") if subtitle is None else subtitle
        found = pd.DataFrame({"name": chart_frames.names(frame, y, language, entities), "at": frame[x],
                              "type": chart_frames.types(frame, color, y)})  # fmt: skip
        found = found[found["at"].notna() & (found["name"] != "")]
        if found.empty:
            return page.nothing(title, source)
        counts = found["name"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
        names = counts.index[:top]
        source = page.notes(source, page.not_shown(len(counts) - top, "name"))
        found = found[found["name"].isin(names)]
        marks = found.drop_duplicates(["name", "at"])
        places = marks["name"].map({name: place for place, name in enumerate(names)})
        kinds = found.drop_duplicates("name").set_index("name")["type"].reindex(names)
        limits = _limits(frame, found["at"], length, dated)
        ax = page.ax
        ax.hlines(range(len(names)), *limits, color=style.LINE, linewidth=0.8, zorder=1)
        look = chart_rows.layout(page, names)
        half = look.bar / 2 if look.above else 0.3
        ax.vlines(
            list(breaks), -0.5, len(names) - 0.5, color=style.LINE, linewidth=0.6, linestyle=(0, (1, 3)), zorder=0
        )
        ax.vlines(marks["at"], places - half, places + half, color=kinds[marks["name"]].map(style.colour_of).tolist(),
                  linewidth=2.4, alpha=0.85, zorder=2, clip_on=False)  # fmt: skip
        ax.set_xlim(limits[::-1] if page.rtl else limits)
        chart_rows.names(page, names, kinds, look)
        chart_rows.values(page, range(len(names)), [limits[1]] * len(names), [page.number(counts[n]) for n in names])
        _axis(page, limits, dated)
        return page.finish(
            title, subtitle, source, _alt(page, kind, found, names, counts, limits),
            type_legend(page, kinds), len(names) * look.height + 0.45,
        )  # fmt: skip


def _limits(frame, at, length, dated):
    if dated:
        first, last = at.min().normalize(), at.max().normalize()
        margin = max((last - first) * 0.02, pd.Timedelta(days=1))
        return first - margin, last + margin
    ends = frame["end"] if "end" in frame.columns else at
    return 0, max(length or 0, int(ends.max()), 1)


def _axis(page, limits, dated):
    if dated:
        date_axis(page)
        return
    page.x_ticks(limits, [page.say("strip_start"), page.say("strip_end")], ha=(page.start, page.end))


def _alt(page, kind, found, names, counts, limits) -> str:
    lines = []
    spans = found.groupby("name")["at"].agg(["min", "max"])
    for name in names[:5]:
        first, last = spans.loc[name]
        tell = page.day if kind == "calendar" else lambda at: page.percent(at / limits[1])
        key = f"{kind}_line" if counts[name] > 1 else f"{kind}_line_one"
        lines.append(
            page.say(key, name=name, count=page.counted(counts[name], "time"), first=tell(first), last=tell(last))
        )
    between = (
        {"begin": page.day(found["at"].min()), "finish": page.day(found["at"].max())} if kind == "calendar" else {}
    )
    return page.say(f"{kind}_alt", rows=page.counted(len(names), "name", "genitive"), lines=" ".join(lines), **between)
