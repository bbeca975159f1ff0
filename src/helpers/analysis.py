"""The whole way at once: from articles to every frame that the notebooks, the reports and the corpus show."""

from dataclasses import dataclass, fields

import pandas as pd

from helpers import dates, entities, events, frames, names, places, quotes, terms, tokens, zones


@dataclass(frozen=True)
class Analysis:
    """The frames of one analysis, each under its name in the contract (`frames.COLUMNS`).

    `places` has a row for each entity that is a place, `events` a row for each act told; both as their rooms make them.
    `engines` says which engine made which frame.
    """

    articles: pd.DataFrame
    blocks: pd.DataFrame
    tokens: pd.DataFrame
    terms: pd.DataFrame
    mentions: pd.DataFrame
    entities: pd.DataFrame
    places: pd.DataFrame
    quotes: pd.DataFrame
    dates: pd.DataFrame
    events: pd.DataFrame
    engines: dict

    def rows(self) -> dict[str, int]:
        """How many rows each frame has.

        >>> from helpers import articles, paths
        >>> analyse(articles.read(paths.SAMPLE)).rows()["articles"]
        1
        """
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: len(value) for name, value in values.items() if isinstance(value, pd.DataFrame)}


def analyse(articles: pd.DataFrame, *, engine: str = "light", aliases=None) -> Analysis:
    """Every frame of one article or of many.

    Parameters
    ----------
    articles : DataFrame
        article and text; published gives dates their year; title helps to tell a headline.
    engine : str
        Who finds names: "light" (embedded) or "camel" (camel-tools' neural tagger, where it is installed).
    aliases : DataFrame or path, optional
        An analyst's word on which names belong together, over the resolver's; see `entities.resolve`.

    Returns
    -------
    Analysis

    Raises
    ------
    ValueError
        A column is missing, an article id stands twice, or the engine is unknown.

    >>> page = pd.DataFrame({"article": ["a"], "text": ["وصل غسان سلامة إلى موسكو. وقال سلامة إن الحل قريب."]})
    >>> analyse(page).entities[["name", "mentions"]].values.tolist()
    [['غسان سلامة', 2], ['موسكو', 1]]
    """
    frames.require(articles, "articles", ["article", "text"])
    twice = articles["article"][articles["article"].duplicated()]
    if len(twice):
        raise ValueError(
            f"The article id {twice.iloc[0]!r} stands twice; offsets need one text an id. Rename one of them."
        )
    articles = articles.reindex(
        columns=[*frames.COLUMNS["articles"], *articles.columns.difference(frames.COLUMNS["articles"])]
    )
    blocks = zones.split(articles)
    words = tokens.tokenise(blocks)
    mentions = entities.resolve(names.find(words, engine=engine), words, aliases=aliases)
    table = entities.table(mentions, blocks=blocks)
    said = quotes.find(blocks, mentions)
    when = dates.find(blocks, articles)
    return Analysis(
        articles=articles,
        blocks=blocks,
        tokens=words,
        terms=terms.count(words),
        mentions=mentions,
        entities=table,
        places=places.locate(mentions, words),
        quotes=said,
        dates=when,
        events=events.find(blocks, mentions, when, said),
        engines={"names": engine, "lemmas": "light"},
    )
