"""Two sides of an archive to be held against each other: two outlets, or two stretches of time."""

import re
from dataclasses import dataclass

import duckdb
import pandas as pd

from helpers import association

PERIOD = re.compile(r"(\d{4}(?:-\d\d)?)(?::(\d{4}(?:-\d\d)?))?")
MOST = 3000  # articles of a side: about a million words, some hundred megabytes
TOKENS = 't.article, block, sentence, token, start, "end", text, kind, norm, stem, t.zone'


@dataclass(frozen=True)
class Side:
    """One side: its name, its articles (article, published, source), and of how many they were taken."""

    name: str
    articles: pd.DataFrame
    of: int

    def __len__(self):
        return len(self.articles)


def sides(connection: duckdb.DuckDBPyConnection, one: str = "", other: str = "", *, most: int = MOST):
    """The originals (articles that copy no earlier one) of two outlets, or of two periods.

    Parameters
    ----------
    connection : DuckDBPyConnection
        From `corpus.connect`.
    one, other : str
        An outlet's name, or a period: "2018-03", "2018", "2018-02:2018-04" (both ends belong to it). Where either is
        empty: the two outlets with most articles, or, where there is one outlet alone, the earlier half of the articles
        and the later, by months.
    most : int
        How many articles of a side at most. Of more, those are taken whose ids have the smallest hash: a draw that is
        the same each time, and blind to what they are about.

    Returns
    -------
    (Side, Side)

    Raises
    ------
    ValueError
        A name is no outlet and no period of the archive, or the archive has nothing to hold against something.
    """
    if not (one and other):
        one, other = _usual(connection)
    return _side(connection, one, most), _side(connection, other, most)


def tokens(connection: duckdb.DuckDBPyConnection, side: Side) -> pd.DataFrame:
    """The words of a side's articles, body alone, in order; without lemmas."""
    return connection.execute(
        f"SELECT {TOKENS} FROM tokens t WHERE t.article IN (SELECT unnest(?)) AND t.zone = 'body' "
        "ORDER BY t.article, token",
        [side.articles["article"].tolist()],
    ).df()


def shared(connection: duckdb.DuckDBPyConnection, one: Side, other: Side) -> pd.DataFrame:
    """Whom and what the two sides name, and who names it more.

    Returns
    -------
    DataFrame
        entity, name, type, articles and articles_other (that name it), quotes and quotes_other (said by it), per_100
        and per_100_other (articles that name it), log_ratio (above 0: the first side names it more), log_likelihood, p
        (corrected, Benjamini & Hochberg 1995); what both name most first: by the smaller of the two shares.
    """
    table = connection.execute(
        """
        WITH one AS (SELECT unnest($one) AS article), other AS (SELECT unnest($other) AS article),
             said AS (SELECT coalesce(l.whole, q.speaker) AS entity,
                             count(*) FILTER (q.article IN (FROM one)) AS quotes,
                             count(*) FILTER (q.article IN (FROM other)) AS quotes_other
                      FROM quotes q LEFT JOIN links l ON q.article = l.article AND q.speaker = l.entity GROUP BY ALL),
             told AS (SELECT n.entity, any_value(coalesce(e.name, n.text)) AS name, any_value(n.type) AS type,
                             count(DISTINCT n.article) FILTER (n.article IN (FROM one)) AS articles,
                             count(DISTINCT n.article) FILTER (n.article IN (FROM other)) AS articles_other
                      FROM named n LEFT JOIN entities e USING (entity) GROUP BY n.entity)
        SELECT told.*, coalesce(quotes, 0) AS quotes, coalesce(quotes_other, 0) AS quotes_other
        FROM told LEFT JOIN said USING (entity) WHERE articles + articles_other > 2
        """,
        {"one": one.articles["article"].tolist(), "other": other.articles["article"].tolist()},
    ).df()
    a, b = (table[name].to_numpy(float) for name in ("articles", "articles_other"))
    n, m = max(len(one), 1), max(len(other), 1)
    table = table.assign(per_100=100 * a / n, per_100_other=100 * b / m)
    table["log_ratio"] = association.log_ratio(a, n, b, m)
    table["log_likelihood"] = association.log_likelihood(a, n, a + b, n + m)
    table["p"] = association.benjamini_hochberg(association.p_value(table["log_likelihood"]))
    table["least"] = table[["per_100", "per_100_other"]].min(axis=1)
    return table.sort_values(["least", "entity"], ascending=[False, True], ignore_index=True).drop(columns="least")


def mentions(connection: duckdb.DuckDBPyConnection, entity: str, side: Side) -> pd.DataFrame:
    """Where a side's articles name an entity: article, start, end."""
    return connection.execute(
        'SELECT article, start, "end" FROM named WHERE entity = ? AND article IN (SELECT unnest(?)) ORDER BY ALL',
        [entity, side.articles["article"].tolist()],
    ).df()


def statements(connection: duckdb.DuckDBPyConnection, entity: str, side: Side) -> pd.DataFrame:
    """What a side's articles have an entity say: the frame quotes, with the speaker's id of the whole store."""
    return connection.execute(
        "SELECT q.* REPLACE (coalesce(l.whole, q.speaker) AS speaker) FROM quotes q "
        "LEFT JOIN links l ON q.article = l.article AND q.speaker = l.entity "
        "WHERE coalesce(l.whole, q.speaker) = ? AND q.article IN (SELECT unnest(?)) ORDER BY q.article, q.start",
        [entity, side.articles["article"].tolist()],
    ).df()


def _usual(connection) -> tuple[str, str]:
    outlets = connection.execute(
        "SELECT source FROM originals WHERE source <> '' GROUP BY source ORDER BY count(*) DESC, source LIMIT 2"
    ).fetchall()
    if len(outlets) == 2:
        return outlets[0][0], outlets[1][0]
    months = connection.execute(
        "SELECT month, sum(count(*)) OVER (ORDER BY month) - count(*) AS before, sum(count(*)) OVER () AS whole "
        "FROM originals WHERE month <> 'unknown' GROUP BY month ORDER BY month"
    ).fetchall()
    if len(months) < 2:
        raise ValueError("The archive has one outlet and one month alone: there is nothing to hold against it.")
    cut = next((at for at, (_, before, whole) in enumerate(months) if at and 2 * before >= whole), len(months) - 1)
    names = [month for month, _, _ in months]
    return f"{names[0]}:{names[cut - 1]}", f"{names[cut]}:{names[-1]}"


def _side(connection, name: str, most: int) -> Side:
    condition, values = "source = ?", [name]
    count = connection.execute("SELECT count(*) FROM originals WHERE source = ?", [name]).fetchall()[0][0]
    period = PERIOD.fullmatch(name)
    if not count and period:
        condition, values = "month >= ? AND month <= ?", [period[1], f"{period[2] or period[1]}-99"[:7]]
        count = connection.execute(f"SELECT count(*) FROM originals WHERE {condition}", values).fetchall()[0][0]
    if not count:
        has = connection.execute("SELECT source FROM originals GROUP BY source ORDER BY count(*) DESC").fetchall()
        first, last = connection.execute("SELECT min(month), max(month) FROM originals").fetchall()[0]
        outlets = ", ".join(repr(row[0]) for row in has[:10])
        raise ValueError(
            f"{name!r} is no outlet of the archive and no time of it; its outlets are {outlets}, its months {first} to "
            f"{last}. Name one of them, or a period such as {last!r} or '{first}:{last}'."
        )
    articles = connection.execute(
        f"SELECT article, published, source FROM originals WHERE {condition} ORDER BY md5(article), article LIMIT ?",
        [*values, most],
    ).df()
    return Side(name, articles.sort_values("article", ignore_index=True), count)
