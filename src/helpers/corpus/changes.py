"""What changes in an archive over time: who rises and falls, which months are an entity's, who is named with whom."""

from itertools import accumulate

import duckdb
import numpy as np
import pandas as pd

from helpers import association

ENOUGH = 3  # articles that must name an entity before its course is judged

COUNTS = "SELECT entity, name, type, month, articles FROM mentions_per_month"


def bursts(connection: duckdb.DuckDBPyConnection, *, level: float = 0.05, enough: int = ENOUGH) -> pd.DataFrame:
    """The months in which an entity is named in many more articles than in the rest of the archive.

    Parameters
    ----------
    connection : DuckDBPyConnection
        From `corpus.connect`, of a store that is analysed.
    level : float
        The share of false finds that is borne, after correction for all pairs of entity and month
        (Benjamini & Hochberg 1995).
    enough : int
        Articles that must name the entity in that month.

    Returns
    -------
    DataFrame
        entity, name, type, month, articles (that name it in the month), of (articles of the month), elsewhere (articles
        that name it in other months), log_ratio (effect, in doublings), log_likelihood (Dunning 1993), p (corrected);
        the surest first, by log_likelihood: an effect on three articles is easily the largest.
    """
    table = connection.execute(
        f"""
        WITH c AS ({COUNTS}), s AS (SELECT month, count(*) AS of FROM articles GROUP BY month)
        SELECT c.*, s.of, sum(c.articles) OVER (PARTITION BY entity) - c.articles AS elsewhere,
               (SELECT sum(of) FROM s) - s.of AS of_elsewhere
        FROM c JOIN s USING (month)
        """
    ).df()
    judged = _judged(table, "articles", "of", "elsewhere", "of_elsewhere")
    kept = judged[(judged["p"] < level) & (judged["log_ratio"] > 0) & (judged["articles"] >= enough)]
    kept = kept.sort_values(["log_likelihood", "entity", "month"], ascending=[False, True, True], ignore_index=True)
    return kept.drop(columns="of_elsewhere")


def changes(connection: duckdb.DuckDBPyConnection, since: str | None = None, *, enough: int = ENOUGH) -> pd.DataFrame:
    """Who is named more, and who less, from a month on than before it.

    Parameters
    ----------
    connection : DuckDBPyConnection
    since : str, optional
        The first month of the later period, such as "2018-07"; where it is not said, the month that parts the articles
        most nearly into halves.
    enough : int
        Articles that must name the entity in both periods together.

    Returns
    -------
    DataFrame
        entity, name, type, before and after (articles that name it), of_before and of_after (articles of the periods),
        log_ratio (above 0 for who rises), log_likelihood, p (corrected, Benjamini & Hochberg 1995); the surest rise
        first, the surest fall last, by log_likelihood. `attrs` holds "since", the month that parts the periods, and
        "first" and "last", those of the archive.

    Raises
    ------
    ValueError
        The store has no article before, or none from that month on.
    """
    counts = _months(connection)
    months = list(counts)
    if since is None and len(months) > 1:
        whole, upto = sum(counts.values()), list(accumulate(counts.values()))
        since = months[1 + min(range(len(months) - 1), key=lambda at: abs(2 * upto[at] - whole))]
    if len(months) < 2 or not months[0] < since <= months[-1]:
        has = f"{months[0]} to {months[-1]}" if months else "no dated article"
        raise ValueError(f"{since!r} does not part the archive, which has {has}. Name a month after its first.")
    table = connection.execute(
        f"""
        WITH c AS ({COUNTS})
        SELECT entity, any_value(name) AS name, any_value(type) AS type,
               coalesce(sum(articles) FILTER (month < $since), 0) AS before,
               coalesce(sum(articles) FILTER (month >= $since), 0) AS after,
               (SELECT count(*) FROM articles WHERE month < $since) AS of_before,
               (SELECT count(*) FROM articles WHERE month >= $since AND month <> 'unknown') AS of_after
        FROM c WHERE month <> 'unknown' GROUP BY entity HAVING sum(articles) >= $enough
        """,
        {"since": since, "enough": enough},
    ).df()
    judged = _judged(table, "after", "of_after", "before", "of_before")
    judged["surety"] = np.copysign(judged["log_likelihood"], judged["log_ratio"])
    judged = judged.sort_values(["surety", "entity"], ascending=[False, True], ignore_index=True).drop(columns="surety")
    judged.attrs = {"since": since, "first": months[0], "last": months[-1]}
    return judged


def stretch(connection: duckdb.DuckDBPyConnection, share: float = 0.98) -> tuple[str, str]:
    """The first and last month of the shortest stretch of time that holds nearly all dated articles.

    Some stray articles of earlier years make a chart of months nothing but empty; this is where the archive is dense.

    Parameters
    ----------
    connection : DuckDBPyConnection
    share : float
        Of the articles that have a day, how many the stretch must hold.

    Returns
    -------
    (str, str)
        Such as ("2018-02", "2018-10"); ("", "") where no article has a day.
    """
    counts = _months(connection)
    months, whole = list(counts), sum(counts.values())
    number = [int(month[:4]) * 12 + int(month[5:]) for month in months]
    upto = [0, *accumulate(counts.values())]
    best, first = None, 0
    for last in range(len(months)):
        while upto[last + 1] - upto[first + 1] >= share * whole:
            first += 1
        held = upto[last + 1] - upto[first]
        if held >= share * whole:
            best = min(best or (number[last] - number[first] + 1, 0, "", ""),
                       (number[last] - number[first], -held, months[first], months[last]))  # fmt: skip
    return (best[2], best[3]) if best else ("", "")


def _months(connection) -> dict[str, int]:
    """The months that have articles, in order, with how many."""
    asked = "SELECT month, count(*) FROM articles WHERE month <> 'unknown' GROUP BY month ORDER BY month"
    return dict(connection.execute(asked).fetchall())


def companions(connection: duckdb.DuckDBPyConnection, entity: str, *, top: int = 10) -> pd.DataFrame:
    """With whom an entity is named in the same article, month by month.

    Parameters
    ----------
    connection : DuckDBPyConnection
    entity : str
        An entity's id.
    top : int
        How many companions, those that share most articles with it.

    Returns
    -------
    DataFrame
        entity (the companion), name, type, month, articles (that name both).
    """
    return connection.execute(
        """
        WITH shared AS (SELECT entity, any_value(type) AS type, month, count(DISTINCT article) AS articles
                        FROM named
                        WHERE entity <> $entity AND article IN (SELECT article FROM named WHERE entity = $entity)
                        GROUP BY entity, month),
             first AS (SELECT entity FROM shared GROUP BY entity ORDER BY sum(articles) DESC, entity LIMIT $top)
        SELECT s.entity, e.name, e.type, s.month, s.articles
        FROM shared s SEMI JOIN first USING (entity) JOIN entities e USING (entity) ORDER BY entity, month
        """,
        {"entity": entity, "top": top},
    ).df()


def _judged(table: pd.DataFrame, count: str, size: str, other: str, other_size: str) -> pd.DataFrame:
    """Effect and evidence of one share of articles against another."""
    a, n, b, m = (table[column].to_numpy(float) for column in (count, size, other, other_size))
    table["log_ratio"] = association.log_ratio(a, n, b, m) if len(table) else a
    table["log_likelihood"] = association.log_likelihood(a, n, a + b, n + m) if len(table) else a
    table["p"] = association.benjamini_hochberg(association.p_value(table["log_likelihood"]))
    return table
