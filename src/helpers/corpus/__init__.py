"""From one article to a million: an archive read into a store, analysed part by part, and asked questions.

    store = corpus.build("archive.jsonl.gz", "store")
    corpus.analyse("store")                          # this machine's cores, or client="tcp://scheduler:8786"
    corpus.connect("store").sql("SELECT * FROM mentions_per_month")

Only this room knows Parquet, DuckDB and Dask. The same from the command line: make corpus SOURCE=… STORE=….
"""

from helpers.corpus.analysing import analyse, ready
from helpers.corpus.asking import connect, rejects, search, trend, trends
from helpers.corpus.building import build
from helpers.corpus.changes import bursts, changes, companions, stretch
from helpers.corpus.sides import mentions, shared, sides, statements, tokens
from helpers.corpus.store import Store

__all__ = [
    "Store",
    "analyse",
    "build",
    "bursts",
    "changes",
    "companions",
    "connect",
    "mentions",
    "ready",
    "rejects",
    "search",
    "shared",
    "sides",
    "statements",
    "stretch",
    "tokens",
    "trend",
    "trends",
]
