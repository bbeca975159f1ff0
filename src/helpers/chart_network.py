"""A network of names: who is named together with whom, and how often."""

import networkx as nx
import numpy as np
import pandas as pd

from helpers import chart_frames, chart_labels, cooccurrence, rtl
from helpers import chart_style as style
from helpers.chart_narrow import chart
from helpers.chart_page import LEADING, type_legend
from helpers.chart_page import page as new_page

_HIGH = 4.6  # inches
_SEED = 7  # the same picture every time


@chart
def network(
    frame: pd.DataFrame, x=None, y=None, value=None, *, top=15, min_count=1, entities=None, title=None, subtitle=None,
    source=None, ax=None, language="ar", digits="latn",
):  # fmt: skip
    """Names as dots, joined where they are named together; the thicker the line, the more often.

    Parameters
    ----------
    frame : DataFrame
        mentions (article, block, entity): those in one paragraph are joined; or one row a link: its ends and count.
    x, y, value : str, optional
        Of links: the columns of the two ends (`a` and `b` unless said) and of the count.
    top : int
        How many names at most, those with most.
    min_count : int
        Links that are rarer are left out.
    entities : DataFrame, optional
        entity, name and, if there, type and mentions: names to write instead of ids, types, and how large the dots are.
    title, subtitle, source, ax, language, digits
        As in `ranked_bars`.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    ValueError
        A column is missing.

    Notes
    -----
    The places are those of networkx's spring layout (Fruchterman and Reingold) from a fixed start: only which dots are
    joined means something, not how far apart they are.

    >>> named = [("أ", 0, "حفتر"), ("أ", 0, "موسكو"), ("أ", 1, "حفتر"), ("أ", 1, "موسكو"), ("أ", 1, "ليبيا")]
    >>> network(pd.DataFrame(named, columns=["article", "block", "entity"])).khabar_alt.split(". ")[1]
    'شبكة من 3 أسماء و3 صلات'
    """
    linked = {"a", "b"} <= set(frame.columns) or (x is not None and y is not None)
    with new_page(ax, language, digits) as page:
        title = page.say("network_title") if title is None else title
        subtitle = page.say("network_how") if subtitle is None else subtitle
        if linked:
            links, dots = _from_links(frame, x or "a", y or "b", value, language, entities)
        else:
            links, dots = _from_mentions(frame, language, entities)
        links = links[links["count"] >= min_count]
        dots = dots[dots.index.isin(links["a"]) | dots.index.isin(links["b"])]
        shown = dots.sort_values("size", ascending=False, kind="stable").head(top)
        links = links[links["a"].isin(shown.index) & links["b"].isin(shown.index)]
        shown = shown[shown.index.isin(links["a"]) | shown.index.isin(links["b"])]
        if shown.empty:
            return page.nothing(title, source)
        source = page.notes(source, page.not_shown(len(dots) - len(shown), "name"))
        places = _layout(shown.index, links, page.size(_HIGH))
        _draw(page, shown, links, places)
        return page.finish(
            title, subtitle, source, _alt(page, shown, links), type_legend(page, shown["type"]), _HIGH
        )  # fmt: skip


def _from_mentions(frame, language, entities):
    links = cooccurrence.pairs(frame)
    named = frame[frame["entity"].notna() & (frame["entity"] != "")]
    column = "type" if "type" in frame.columns else None
    names = chart_frames.names(named, "entity", language, entities)
    dots = pd.DataFrame({"id": named["entity"].astype(str), "name": names,
                         "type": chart_frames.types(named, column, "entity")})  # fmt: skip
    dots = dots.groupby("id", sort=False).agg(name=("name", "first"), type=("type", "first"), size=("name", "size"))
    return links, dots


def _from_links(frame, x, y, value, language, entities):
    ends = [chart_frames.column(frame, end, (), role) for end, role in ((x, "x"), (y, "y"))]
    value = chart_frames.column(frame, value, ("count", "weight"), "value", needed=False)
    links = pd.DataFrame({"a": frame[ends[0]].astype(str), "b": frame[ends[1]].astype(str),
                          "count": frame[value] if value else 1})  # fmt: skip
    links = links[links["a"] != links["b"]].groupby(["a", "b"], sort=False, as_index=False)["count"].sum()
    ids = pd.DataFrame({"entity": pd.concat([links["a"], links["b"]]).unique()})
    weight = pd.concat([links.groupby("a")["count"].sum(), links.groupby("b")["count"].sum()]).groupby(level=0).sum()
    dots = pd.DataFrame({"name": chart_frames.names(ids, "entity", language, entities).to_numpy(),
                         "type": chart_frames.types(ids, None, "entity").to_numpy(),
                         "size": weight.reindex(ids["entity"]).to_numpy()}, index=ids["entity"])  # fmt: skip
    for column, known in (("type", "type"), ("size", "mentions")):
        if entities is not None and known in entities.columns:
            table = entities.drop_duplicates("entity").set_index("entity")[known]
            dots[column] = dots.index.map(table).to_series(dots.index).fillna(dots[column])
    return links, dots


def _layout(names, links, inside) -> dict[str, np.ndarray]:
    """Where each dot stands, in inches."""
    graph = nx.Graph()
    graph.add_nodes_from(names)
    graph.add_weighted_edges_from(links[["a", "b", "count"]].itertuples(index=False))
    for _, _, about in graph.edges(data=True):
        about["pull"] = float(np.sqrt(about["weight"]))
    places = nx.spring_layout(graph, k=2.2 / np.sqrt(len(graph)), iterations=300, weight="pull", seed=_SEED)
    points = np.array([places[name] for name in names])
    low, span = points.min(axis=0), np.maximum(np.ptp(points, axis=0), 1e-9)
    edge = np.minimum([0.9, 0.45], np.array(inside) * 0.16)
    points = edge + (points - low) / span * (np.array(inside) - 2 * edge)
    return dict(zip(names, points, strict=True))


def _draw(page, shown, links, places):
    ax, most = page.ax, links["count"].max()
    for a, b, count in links.itertuples(index=False):
        (x1, y1), (x2, y2) = places[a], places[b]
        share = count / most
        ax.plot([x1, x2], [y1, y2], color=style.SOFT, linewidth=0.6 + 3.4 * share, alpha=0.25 + 0.35 * share, zorder=1,
                solid_capstyle="round", gid="link")  # fmt: skip
    radii = []
    for name, row in shown.iterrows():
        points = 7 + 15 * np.sqrt(row["size"] / shown["size"].max())  # its diameter
        ax.plot(*places[name], marker=style.marker_of(row["type"]), color=style.colour_of(row["type"]),
                markersize=points, markeredgecolor=style.PAPER, markeredgewidth=1.2, linestyle="none", zorder=2,
                gid="type")  # fmt: skip
        radii.append(points / 144)
    for lines, at in _labels(page, shown, places, radii):
        page.write(lines, at, style.SIZES["value"], zorder=3, gid="name", path_effects=style.halo())
    wide, high = page.size(_HIGH)
    ax.set_xlim(0, wide)
    ax.set_ylim(0, high)
    ax.set_xticks([])
    ax.set_yticks([])


def _labels(page, shown, places, radii):
    size = style.SIZES["value"]
    text = [
        [rtl.label(line) for line in page.fit(name, 1.2 if page.narrow else 1.7, size, 2).split("\n")]
        for name in shown["name"]
    ]
    sizes = [(max(style.width(line, size) for line in lines), len(lines) * size * LEADING / 72) for lines in text]
    spots = np.array([places[name] for name in shown.index])
    return zip(text, chart_labels.beside(spots, radii, sizes, page.size(_HIGH)), strict=True)


def _alt(page, shown, links) -> str:
    name = shown["name"]
    size = page.say("network_alt", names=page.counted(len(shown), "name", "genitive"),
                    links=page.counted(len(links), "link", "genitive"))  # fmt: skip
    best = links.sort_values("count", ascending=False, kind="stable").head(3)
    pairs = [page.say("together_cell", row=name[a], column=name[b], count=page.counted(count, "time"))
             for a, b, count in best.itertuples(index=False)]  # fmt: skip
    joined = pd.concat([links["a"], links["b"]]).value_counts()
    busiest = max(shown.index, key=lambda one: joined[one])
    middle = page.say("network_middle", name=name[busiest], links=page.counted(joined[busiest], "link", "genitive"))
    return " ".join([size, page.say("network_most", pairs=page.say("pause").join(pairs)), middle])
