"""Questions to a store: SQL over ready views, an entity's trend, a word in its context over the whole archive."""

import duckdb
import pandas as pd

from helpers import frames, kwic, queries
from helpers.corpus.analysing import current
from helpers.corpus.store import Store

VIEWS = {
    "named": """
        SELECT m.article, m.start, m."end", m.text, coalesce(split_part(l.whole, ':', 1), m.type) AS type,
               coalesce(l.whole, m.entity) AS entity, a.month, a.source, a.published
        FROM mentions m JOIN articles a USING (article)
        LEFT JOIN links l ON m.article = l.article AND m.entity = l.entity
        WHERE m.zone IN ('headline', 'body')
    """,
    "mentions_per_month": """
        SELECT n.entity, any_value(coalesce(e.name, n.text)) AS name, any_value(coalesce(e.type, n.type)) AS type,
               n.month, count(*) AS mentions, count(DISTINCT n.article) AS articles
        FROM named n LEFT JOIN entities e USING (entity) GROUP BY n.entity, n.month
    """,
    "quotes_per_speaker": """
        SELECT coalesce(l.whole, q.speaker) AS speaker, a.source, count(*) AS quotes,
               count(*) FILTER (q.kind = 'direct') AS direct, count(DISTINCT q.article) AS articles
        FROM quotes q JOIN articles a USING (article)
        LEFT JOIN links l ON q.article = l.article AND q.speaker = l.entity
        WHERE q.speaker <> '' GROUP BY ALL
    """,
    "terms_per_source": """
        SELECT t.stem AS term, a.source, count(*) AS count, count(DISTINCT t.article) AS articles
        FROM tokens t JOIN articles a USING (article) WHERE t.kind = 'word' AND t.zone = 'body'
        GROUP BY t.stem, a.source
    """,
    "originals": """
        SELECT a.* FROM articles a ANTI JOIN duplicates d USING (article)
    """,
}
NEEDS = {
    "named": {"mentions", "links"}, "mentions_per_month": {"mentions", "links", "entities"},
    "quotes_per_speaker": {"quotes", "links"}, "terms_per_source": {"tokens"}, "originals": {"duplicates"},
}  # fmt: skip


def connect(store) -> duckdb.DuckDBPyConnection:
    """A DuckDB connection with a view for each frame of a store, and the ready ones of `VIEWS`.

    Every frame has the column `month` ("2018-11" or "unknown") where it is kept by month. Only finished work is seen,
    so a store that is being built or analysed can be asked too.

    Parameters
    ----------
    store : str, Path or Store

    Raises
    ------
    FileNotFoundError, ValueError
        There is no store; another version of the analysis made its frames.

    >>> connect("no-such-store")
    Traceback (most recent call last):
    ...
    FileNotFoundError: There is no store at no-such-store. Build one: \
make corpus SOURCE=folder-or-file STORE=no-such-store.
    """
    opened = current(store if isinstance(store, Store) else Store(store))
    connection = duckdb.connect()
    files = opened.files()
    for frame, names in files.items():
        by_month = str(names[0].startswith(f"{frame}/month=")).lower()
        reading = f"read_parquet({_listed(opened.path / name for name in names)}, hive_partitioning = {by_month}, "
        reading += "hive_types_autocast = false, union_by_name = true"
        connection.execute(f'CREATE VIEW "{frame}" AS SELECT * FROM {reading})')
        if frame == "articles":
            connection.execute(
                f"CREATE VIEW article_files AS SELECT article, filename FROM {reading}, filename = true)"
            )
    for name, query in VIEWS.items():
        if {"articles", *NEEDS[name]} <= set(files):
            connection.execute(f"CREATE VIEW {name} AS {query}")
    return connection


def trend(connection: duckdb.DuckDBPyConnection, entity: str) -> pd.DataFrame:
    """How often an entity is named in each month, and beside it how many articles the month has.

    Parameters
    ----------
    connection : DuckDBPyConnection
        From `connect`.
    entity : str
        An entity's id, as in the frame entities (of the whole store).

    Returns
    -------
    DataFrame
        month, mentions, articles (that name it), of (articles of the month), per_100 (articles of a hundred that do);
        a row for every month of the store.
    """
    return connection.execute(
        """
        SELECT m.month, coalesce(p.mentions, 0) AS mentions, coalesce(p.articles, 0) AS articles, m.of,
               round(100.0 * coalesce(p.articles, 0) / m.of, 3) AS per_100
        FROM (SELECT month, count(*) AS of FROM articles GROUP BY month) m
        LEFT JOIN (SELECT * FROM mentions_per_month WHERE entity = ?) p USING (month) ORDER BY m.month
        """,
        [entity],
    ).df()


def trends(connection: duckdb.DuckDBPyConnection, entities) -> pd.DataFrame:
    """`trend` of several entities, one below the other, with the column `entity`."""
    courses = [trend(connection, entity).assign(entity=entity) for entity in entities]
    return pd.concat(courses, ignore_index=True) if courses else pd.DataFrame(columns=["month", "per_100", "entity"])


def rejects(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """What could not be read: file, line, reason, beginning; empty where everything was."""
    if "rejects" not in connection.sql("SELECT view_name FROM duckdb_views()").df()["view_name"].tolist():
        return pd.DataFrame(columns=["file", "line", "reason", "beginning"])
    return connection.sql("SELECT file, line, reason, beginning FROM rejects ORDER BY file, line").df()


def search(connection: duckdb.DuckDBPyConnection, query: str, *, limit: int = 100, window=7, by: str = "stem"):
    """A query in context over the whole store, the earliest articles first.

    Parameters
    ----------
    connection : DuckDBPyConnection
        From `connect`.
    query : str
        A word, phrase or pattern, as `helpers.queries` reads them.
    limit : int
        How many hits are shown at the most.
    window, by
        As in `kwic.find`.

    Returns
    -------
    DataFrame
        The concordance (article, start, end, before, keyword, after) with published, source and title of each article.
        `attrs["articles"]` is how many articles hold the query's rarest word, `attrs["whole"]` whether all are shown.

    Raises
    ------
    queries.QueryError
        The query is broken; the message shows the place.
    """
    words = [word for word in queries.parse(query, by) if not word.anything]
    conditions, values = zip(*map(_condition, words), strict=True)
    tests = " INTERSECT ".join(f"SELECT article FROM tokens WHERE zone = 'body' AND {test}" for test in conditions)
    found = connection.execute(
        f"SELECT article, published, source, title, filename FROM articles JOIN article_files USING (article) "
        f"SEMI JOIN ({tests}) USING (article) "
        "ORDER BY published, article",
        [value for listed in values for value in listed],
    ).df()
    hits, seen, shown = [], 0, 0
    while seen < len(found) and shown < limit:
        some = found.iloc[seen : seen + max(limit, 50)]
        hits.append(kwic.find(_tokens(connection, some), query, window, by=by, texts=_texts(connection, some)))
        shown += len(hits[-1])
        seen += len(some)
    table = pd.concat(hits, ignore_index=True) if hits else frames.make("kwic")
    table = table.merge(found.drop(columns="filename"), on="article", how="left").sort_values(
        ["published", "article", "start"], kind="stable"
    )
    whole = seen >= len(found) and shown <= limit
    table = table.head(limit).reset_index(drop=True)
    table.attrs = {"query": query, "by": by, "window": window, "articles": len(found), "whole": whole}
    return table


def _tokens(connection, found: pd.DataFrame) -> pd.DataFrame:
    """The body's tokens of some articles, read from the parts that hold them and no others."""
    parts = _listed("/tokens/".join(name.rsplit("/articles/", 1)) for name in found["filename"].unique())
    return connection.execute(
        'SELECT article, block, start, "end", text, kind, norm, stem, lemma, zone '
        f"FROM read_parquet({parts}) WHERE article IN (SELECT unnest(?)) AND zone = 'body' ORDER BY article, token",
        [found["article"].tolist()],
    ).df()


def _texts(connection, found: pd.DataFrame) -> pd.DataFrame:
    parts = _listed(found["filename"].unique())
    asked = f"SELECT article, text FROM read_parquet({parts}) WHERE article IN (SELECT unnest(?))"
    return connection.execute(asked, [found["article"].tolist()]).df()


def _listed(names) -> str:
    """File names as a list in SQL."""
    return "[" + ", ".join("'" + str(name).replace("'", "''") + "'" for name in names) + "]"


def _condition(word: queries.Word) -> tuple[str, list]:
    """A word of a query as SQL over the frame tokens."""
    columns = {"stem": ["stem", "norm"], "form": ["text"]}.get(word.by, [word.by])
    tests, values = [], []
    for column in columns:
        if word.exact:
            tests.append(f"{column} IN (SELECT unnest(?))")
            values.append(sorted(word.exact))
        for pattern in word.patterns:
            tests.append(f"regexp_full_match({column}, ?, 's')")
            values.append(pattern)
    return f"({' OR '.join(tests)})", values
