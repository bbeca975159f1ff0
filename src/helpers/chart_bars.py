"""Bars: what is most frequent, and what sets two sources apart."""

import pandas as pd
from matplotlib.patches import Patch

from helpers import chart_frames, chart_rows, rtl
from helpers import chart_style as style
from helpers.chart_narrow import chart
from helpers.chart_page import page as new_page
from helpers.chart_page import type_legend


@chart
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
        Columns of the values (`mentions`, `count` unless said) and of the names (`name`, `form`, `term`, `entity`).
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
    'أكثر الأسماء ورودا. رسم أعمدة مرتبة من صفين. في أعلاها خليفة حفتر (7 مرات)، وفي آخرها غسان سلامة (5 مرات).'
    """
    x = chart_frames.column(frame, x, ("mentions", "count", "value"), "x")
    y = chart_frames.column(frame, y, ("name", "form", "term", "entity"), "y")
    color = chart_frames.column(frame, color, ("type",), "color", needed=False)
    with new_page(ax, language, digits) as page:
        if title is None:
            title = page.say("bars_terms" if y in ("form", "term") else "bars_names" if color else "bars_title")
        kept = frame[frame[x].notna()].sort_values(x, ascending=False, kind="stable")
        rows = kept.head(top)
        if rows.empty:
            return page.nothing(title, source)
        kinds, names = chart_frames.types(rows, color, y), chart_frames.names(rows, y, language)
        source = page.notes(source, page.not_shown(len(kept) - len(rows), "row"))
        ax, places, values = page.ax, range(len(rows)), rows[x].tolist()
        look = chart_rows.layout(page, names)
        ax.barh(places, values, height=look.bar, color=[style.colour_of(kind) for kind in kinds], zorder=2)
        chart_rows.values(page, places, values, [page.number(value) for value in values])
        chart_rows.names(page, names, kinds, look)
        limits = (0, max(max(values), 0) * 1.12 or 1)
        ax.set_xlim(limits[::-1] if page.rtl else limits)
        ax.set_xticks([])
        return page.finish(
            title, subtitle, source, _ranked_alt(page, names.tolist(), values, unit),
            type_legend(page, kinds), len(rows) * look.height + 0.1,
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


@chart
def keyness_bars(
    frame: pd.DataFrame, x=None, y=None, *, names=None, top=10, title=None, subtitle=None, source=None, ax=None,
    language="ar", digits="latn",
):  # fmt: skip
    """What sets two sources apart: the words of the one on one side of the middle, those of the other on the other.

    Parameters
    ----------
    frame : DataFrame
        One row a term, such as `keyness.compare` gives: typical of the first source above 0, of the second below.
    x : str, optional
        Column of values; `log_ratio` unless said (1 is twice as frequent, 2 four times, per thousand words).
    y : str, optional
        Column of terms: `form`, `term` or `name`, the first that is there.
    names : (str, str), optional
        What the two sources are called.
    top : int
        How many terms at most for each source: the surest by the column `log_likelihood` where there is one, else those
        with the largest values.
    title, subtitle, source, ax, language, digits
        As in `ranked_bars`. In Arabic the first source's bars grow to the left.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    ValueError
        A column is missing, or `names` are not two.

    >>> terms = pd.DataFrame({"term": ["الثورة", "التمرد"], "log_ratio": [3.6, -2.1]})
    >>> keyness_bars(terms, names=("أ", "ب")).khabar_alt.split(". ")[1]
    'أعمدة في اتجاهين: الأبرز في «أ» الثورة (3.6)؛ والأبرز في «ب» التمرد (2.1).'
    """
    x = chart_frames.column(frame, x, ("log_ratio", "keyness", "score"), "x")
    y = chart_frames.column(frame, y, ("form", "term", "name", "entity"), "y")
    if names is not None and (isinstance(names, str) or len(names) != 2):
        raise ValueError(f"names={names!r} does not name two sources; pass names=('the first', 'the second').")
    with new_page(ax, language, digits) as page:
        names = tuple(names or (page.say("first_source"), page.say("second_source")))
        title = page.say("keyness_title", first=names[0], second=names[1]) if title is None else title
        if subtitle is None:
            subtitle = page.say("keyness_how") if x == "log_ratio" else ""
        rows = _typical(frame[frame[x].notna() & (frame[x] != 0)], x, top)
        if rows.empty:
            return page.nothing(title, source)
        values = rows[x].astype(float).tolist()
        words = chart_frames.names(rows, y, language).tolist()
        _both_ways(page, words, values)
        both = min(values) < 0 < max(values)  # else the title says what there is
        legend = [(name, bar) for name, bar in zip(names, _sides(), strict=True)] if both else []
        return page.finish(title, subtitle, source, _keyness_alt(page, names, words, values), legend,
                           len(rows) * chart_rows.HEIGHT * 0.85 + 0.1)  # fmt: skip


def _typical(frame, x, top):
    """The most typical of each side, from the largest value down to the smallest."""
    sure = "log_likelihood" if "log_likelihood" in frame.columns else None
    sides = []
    for side in (frame[frame[x] > 0], frame[frame[x] < 0]):
        order = side[sure] if sure else side[x].abs()
        sides.append(side.loc[order.sort_values(ascending=False, kind="stable").index[:top]])
    return pd.concat(sides).sort_values(x, ascending=False, kind="stable")


def _sides() -> list[Patch]:
    looks = ((style.SERIES[0], ""), (style.SERIES[1], "////"))
    return [Patch(facecolor=colour, hatch=hatch, edgecolor=style.PAPER, linewidth=0) for colour, hatch in looks]


def _both_ways(page, words, values):
    ax = page.ax
    places, most = range(len(values)), max(map(abs, values))
    for place, value, word in zip(places, values, words, strict=True):
        colour, hatch = (style.SERIES[0], "") if value > 0 else (style.SERIES[1], "////")
        ax.barh(place, value, height=0.62, color=colour, hatch=hatch, edgecolor=style.PAPER, linewidth=0, zorder=2)
        onwards = (value > 0) != page.rtl  # whether the bar grows to the right
        size = style.SIZES["label"]
        word = page.fit(word, 1.2 if page.narrow else 2.2, size)
        page.write([rtl.label(word)], (0, place), size, ha="right" if onwards else "left",
                   offset=(-7 if onwards else 7, 0), gid="name")  # fmt: skip
        page.write([page.text(page.number(abs(value), 1))], (value, place), style.SIZES["value"],
                   ha="left" if onwards else "right", offset=(5 if onwards else -5, 0), gid="value")  # fmt: skip
    ax.axvline(0, color=style.SOFT, linewidth=0.8, zorder=3)
    # A side without bars has the names of the other.
    limits = (-most * (1.15 if min(values) < 0 else 0.4), most * (1.15 if max(values) > 0 else 0.4))
    ax.set_xlim(limits[::-1] if page.rtl else limits)
    ax.set_ylim(len(values) - 0.5, -0.5)
    ax.set_xticks([])
    ax.set_yticks([])


def _keyness_alt(page, names, words, values) -> str:
    sides = []
    for name, pick in ((names[0], lambda value: value > 0), (names[1], lambda value: value < 0)):
        found = [(abs(value), word) for word, value in zip(words, values, strict=True) if pick(value)]
        best = sorted(found, key=lambda pair: -pair[0])[:3]
        if best:
            told = [page.say("entry", name=word, count=page.number(value, 1)) for value, word in best]
            sides.append(page.say("keyness_side", source=name, terms=page.listed(told)))
    return page.say("keyness_alt", sides=page.say("and_side").join(sides))
