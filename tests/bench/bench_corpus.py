"""What a corpus costs: build and analysis of the whole public set, four times the set, counting, questions.

    KHABAR_DATA=folder python tests/bench/bench_corpus.py [--four]

Prints articles a second, peak memory of a process, bytes of store a byte of text, the ratio of a plain camel-tools loop
to counting by the store's way, and how long questions take. `--four` adds the set four times over, with ids changed.
"""

import argparse
import gzip
import json
import os
import resource
import shutil
import tempfile
import time
from collections import Counter
from pathlib import Path

from camel_tools.tokenizers.word import simple_word_tokenize

from helpers import corpus


def timed(call):
    start = time.perf_counter()
    value = call()
    return value, time.perf_counter() - start


def peak():
    """Megabytes at the most in this process, and in any process it started and waited for."""
    return [resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]


def run(source: Path, folder: Path):
    store, build = timed(lambda: corpus.build(source, folder, progress=False))
    _, analyse = timed(lambda: corpus.analyse(folder, progress=False))
    articles = store.about["counts"]["articles"]
    text = int(corpus.connect(store).sql("SELECT sum(strlen(text)) FROM articles").fetchall()[0][0])
    size = sum(path.stat().st_size for path in folder.rglob("*.parquet"))
    total = build + analyse
    print(f"{articles:,} articles: build {build:.0f} s, analyse {analyse:.0f} s, {articles / total:.0f} articles/s")
    print(f"store: {size / 1e6:.0f} MB for {text / 1e6:.0f} MB of text, {size / text:.2f} bytes a byte")
    print("peak memory of a process (MB): this one {:.0f}, the largest other {:.0f}".format(*peak()))
    return store, total


def four_times(source: Path, folder: Path) -> Path:
    path = folder / "four.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as out:
        for copy in range(4):
            with gzip.open(source, "rt", encoding="utf-8") as lines:
                for line in lines:
                    row = json.loads(line)
                    out.write(json.dumps(row | {"id": f"{copy}-{row['id']}"}, ensure_ascii=False) + "\n")
    return path


def counting(store):
    """The store's words, split again as camel-tools would, against camel-tools over the same texts."""
    connection = corpus.connect(store)
    texts = [row[0] for row in connection.sql("SELECT text FROM blocks").fetchall()]

    def plainly():
        counts = Counter()
        for text in texts:
            counts.update(simple_word_tokenize(text))
        return counts

    def by_store():
        counts = Counter()
        for word, count in connection.sql("SELECT text, count(*) FROM tokens GROUP BY text").fetchall():
            for part in simple_word_tokenize(word):
                counts[part] += count
        return counts

    plain, slow = timed(plainly)
    ours, fast = timed(by_store)
    ratio = f"the loop takes {slow / fast:.1f} times as long"
    print(f"counting {sum(plain.values()):,} tokens: {ratio}; same counts: {plain == ours}")
    if plain != ours:
        print("  more in the loop:", (plain - ours).most_common(8), "more in the store:", (ours - plain).most_common(8))


def questions(store):
    connection = corpus.connect(store)
    entity = connection.sql("SELECT entity FROM named GROUP BY entity ORDER BY count(*) DESC LIMIT 1").fetchall()[0][0]
    for name, ask in {
        "monthly trend of an entity": lambda: corpus.trend(connection, entity),
        "a common word in context": lambda: corpus.search(connection, "الحكومة"),
        "a phrase in context": lambda: corpus.search(connection, "مجلس الأمن"),
        "a wildcard in context": lambda: corpus.search(connection, "فلسطين*"),
        "a rare word in context": lambda: corpus.search(connection, "باليرمو"),
    }.items():
        ask()
        _, seconds = timed(ask)
        print(f"{name}: {seconds:.2f} s warm")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--four", action="store_true", help="also the set four times over")
    chosen = parser.parse_args()
    root = os.environ.get("KHABAR_DATA")
    source = Path(root or "") / "ant-news-2018" / "articles.jsonl.gz"
    if not source.is_file():
        print("skipped: put ant-news-2018 under a folder and set KHABAR_DATA to that folder (see data/README.md)")
        return
    work = Path(tempfile.mkdtemp(prefix="khabar-bench-"))
    try:
        store, once = run(source, work / "once")
        counting(store)
        questions(store)
        if chosen.four:
            _, four = run(four_times(source, work), work / "four")
            print(f"four times the set takes {four / once:.2f} times as long")
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
