"""A timeline: what happened or will happen when, beside the day the article came out."""

import re

import numpy as np
import pandas as pd

from helpers import chart_frames, chart_rows, frames
from helpers import chart_style as style
from helpers.chart_narrow import chart
from helpers.chart_page import page as new_page

# Days from the publication day that are worth a tick, and the words for them, those to keep first.
_TICKS = ((7, "week"), (365, "year"), (30, "month"), (3652, "decade"), (36525, "century"), (1, "day"))
_BEFORE, _AFTER = 5, 4  # words around an expression
_NEAR = 45  # days: a span up to which days stand evenly


@chart
def timeline(
    frame: pd.DataFrame, x=None, y=None, *, finish=None, published=None, articles=None, top=15, title=None,
    subtitle=None, source=None, ax=None, language="ar", digits="latn",
):  # fmt: skip
    """Rows of events on a line of time, the earliest on top, with the publication day marked.

    Parameters
    ----------
    frame : DataFrame
        One row an event or time expression, such as dates. Rows without a known day are left out, and counted below.
    x, finish : str, optional
        Columns of the first and last day (`begin` and `finish` unless said).
    y : str, optional
        Column of what happened: `event`, `what`, `label` or `text`, the first that is there.
    published : date or str, optional
        The day the article came out. Days far from it stand closer together (the axis is logarithmic on both sides of
        it), so that yesterday and last year find room on one line.
    articles : DataFrame, optional
        article and text, for a frame of dates with article, start and end: each row then shows the words around the
        expression, so that it says what happened.
    top : int
        How many events at most: those nearest to the publication day, or the earliest where that is not known.
    title, subtitle, source, ax, language, digits
        As in `ranked_bars`. In Arabic time runs from right to left.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    ValueError
        A column is missing.

    >>> dates = pd.DataFrame({"text": ["أمس", "الآن"], "begin": pd.to_datetime(["2018-11-07", None])})
    >>> timeline(dates, published="2018-11-08").khabar_alt
    'متى؟ خط زمني من تاريخ واحد: 7 نوفمبر 2018 «أمس». ويوم النشر 8 نوفمبر 2018.'
    """
    x = chart_frames.column(frame, x, ("begin", "date", "published"), "x")
    finish = chart_frames.column(frame, finish, ("finish",), "finish", needed=False)
    y = chart_frames.column(frame, y, ("event", "what", "label", "text"), "y")
    with new_page(ax, language, digits) as page:
        title = page.say("timeline_title") if title is None else title
        what = frame[y].astype(str) if articles is None else _around(frame, articles)
        events = pd.DataFrame({"what": what, "begin": pd.to_datetime(frame[x]),
                               "finish": pd.to_datetime(frame[finish or x])})  # fmt: skip
        known = events[events["begin"].notna()].drop_duplicates()
        known = known.assign(finish=known["finish"].fillna(known["begin"]))
        day = None if published is None or pd.isna(published) else pd.Timestamp(published).normalize()
        rows = _nearest(known, day, top).sort_values(["begin", "finish"], kind="stable")
        unknown = int(events["begin"].isna().sum())
        unknown = page.say("timeline_unknown", rest=page.counted(unknown, "expression")) if unknown else ""
        source = page.notes(source, page.not_shown(len(known) - len(rows), "date"), unknown)
        if rows.empty:
            return page.nothing(title, source)
        scale = _Scale(rows, day)
        if subtitle is None:
            subtitle = page.say("timeline_log" if scale.bent else "timeline_how")
        look = chart_rows.layout(page, rows["what"])
        _draw(page, rows, scale, day, look)
        return page.finish(title, subtitle, source, _alt(page, rows, day), (), len(rows) * look.height + 0.75)


def _around(frame, articles) -> list[str]:
    """The words of the text around each expression, of its own line."""
    frames.require(frame, "dates", ["article", "start", "end"])
    texts = articles.drop_duplicates("article").set_index("article")["text"]
    return [_snippet(texts.get(article, ""), start, end)
            for article, start, end in zip(frame["article"], frame["start"], frame["end"], strict=True)]  # fmt: skip


def _snippet(text: str, start: int, end: int) -> str:
    before = re.split(r"[\n.؟!]", text[max(0, start - 90) : start])[-1].split()[-_BEFORE:]
    if start > 90 and len(before) < _BEFORE and before and not text[start - 91].isspace():
        before = before[1:]  # cut inside a word
    after = re.split(r"[\n.؟!،؛]", text[end : end + 90])[0].split()[:_AFTER]
    return " ".join([*before, text[start:end], *after])


def _nearest(known, day, top):
    if day is None:
        return known.sort_values("begin", kind="stable").head(top)
    away = np.maximum((known["begin"] - day).dt.days, (day - known["finish"]).dt.days).clip(lower=0)
    return known.loc[away.sort_values(kind="stable").index[:top]]


class _Scale:
    """Days as places on the line: even, or bent so that days far from the publication day come closer."""

    def __init__(self, rows, day):
        self.zero = day if day is not None else rows["begin"].min()
        ends = [self.days(rows["begin"]).min(), (self.days(rows["finish"]) + 1).max(), 0, 1]
        self.first, self.last = min(ends), max(ends)
        self.bent = day is not None and self.last - self.first > _NEAR

    def days(self, when):
        away = when - self.zero
        return away.dt.days if isinstance(away, pd.Series) else away.days

    def at(self, days):
        days = np.asarray(days, dtype=float)
        return np.sign(days) * np.log1p(np.abs(days)) if self.bent else days

    def limits(self):
        low, high = self.at([self.first, self.last])
        margin = (high - low) * 0.04
        return low - margin, high + margin


def _draw(page, rows, scale, day, look):
    ax, blue = page.ax, style.COLOURS["PER"]
    begin, end = scale.at(scale.days(rows["begin"])), scale.at(scale.days(rows["finish"]) + 1)
    places, limits = np.arange(len(rows)), scale.limits()
    span = limits[1] - limits[0]
    least = np.maximum(0.012 * span - (end - begin), 0) / 2  # so that a short time can be seen beside a long one
    begin, end = begin - least, end + least
    ax.hlines(places, *limits, color=style.LINE, linewidth=0.8, zorder=0)
    if day is not None:
        ax.axvspan(*scale.at([0, 1]), color=style.COLOURS["LOC"], alpha=0.16, linewidth=0, zorder=0)
        page.above = 16
        page.write([page.text(page.say("timeline_published", day=page.day(day)))], (float(scale.at(0.5)), 1),
                   style.SIZES["small"], va="bottom", coords=ax.get_xaxis_transform(), color=style.COLOURS["LOC"],
                   offset=(0, 3), gid="published")  # fmt: skip
    single = (rows["begin"] == rows["finish"]).to_numpy()
    ax.plot((begin + end)[single] / 2, places[single], "o", color=blue, markersize=7, zorder=3)
    ax.hlines(places[~single], begin[~single], end[~single], color=blue, linewidth=6, capstyle="round", zorder=3)
    for place, (one, two, row) in enumerate(zip(begin, end, rows.itertuples(), strict=True)):
        # The day stands after its mark, or before it where the line ends too soon.
        after = (limits[1] - two) / span > 0.3
        onwards = after != page.rtl
        middle = (one + two) / 2 if row.begin == row.finish else (two if after else one)
        page.write([page.text(_span(page, row.begin, row.finish))], (middle, place), style.SIZES["value"],
                   ha="left" if onwards else "right", offset=(8 if onwards else -8, 0), gid="day", zorder=4,
                   path_effects=style.halo())  # fmt: skip
    ax.set_xlim(limits[::-1] if page.rtl else limits)
    names = chart_rows.names(page, rows["what"], rows=look)
    inches = page.size()[0] - (names if page.own else 0)
    _axis(page, scale, limits, inches / span)


def _axis(page, scale, limits, inches):
    """Ticks with words, as many as find room; `inches` is the width of one step of the line."""
    size = style.SIZES["small"]
    if not scale.bent:
        step = max(1, round((scale.last - scale.first) / 6))
        days = np.arange(scale.first, scale.last, step)
        form = "d MMM" if scale.last - scale.first < 300 else "MMM y" if scale.last - scale.first < 2500 else "y"
        page.x_ticks(days + 0.5, [page.day(scale.zero + pd.Timedelta(days=int(day)), form) for day in days], size)
    else:
        taken, ticks = [], []
        for days, unit in _TICKS:
            for place, side in ((days + 0.5, "after"), (0.5 - days, "before")):
                at, words = float(scale.at(place)), page.say(f"{side}_{unit}")
                half = (page.width(words, size) / 2 + 0.06) / inches
                if (
                    limits[0] <= at - half
                    and at + half <= limits[1]
                    and not any(at - half < high and low < at + half for low, high in taken)
                ):
                    taken.append((at - half, at + half))
                    ticks.append((at, words))
        page.x_ticks([at for at, _ in ticks], [words for _, words in ticks], size)


def _span(page, begin, finish) -> str:
    """A day, month, year or stretch of time, as short as it can be said."""
    if begin == finish:
        return page.day(begin)
    if begin.is_year_start and finish.is_year_end:
        first, last = page.day(begin, "y"), page.day(finish, "y")
        return first if first == last else f"{first}–{last}"
    if begin.is_month_start and finish.is_month_end:
        first, last = page.day(begin, "MMMM y"), page.day(finish, "MMMM y")
        return first if first == last else f"{first} – {last}"
    if (begin.year, begin.month) == (finish.year, finish.month):
        return f"{page.day(begin, 'd')}–{page.day(finish)}"
    return f"{page.day(begin)} – {page.day(finish)}"


def _alt(page, rows, day) -> str:
    lines = [
        page.say("timeline_line", day=_span(page, row.begin, row.finish), what=row.what) for row in rows.itertuples()
    ]
    told = page.say("timeline_alt", dates=page.counted(len(rows), "date", "genitive"),
                    lines=page.say("pause").join(lines[:8]))  # fmt: skip
    return told if day is None else f"{told} {page.say('timeline_published_alt', day=page.day(day))}"
