"""What a corpus costs: build and analysis of the whole public set, four times the set, counting, questions.

    KHABAR_DATA=folder python tests/bench/bench_corpus.py [--four] [--source FILE.jsonl.gz]

Prints times, articles a second, the most memory that any one process held, and bytes of store a byte of text; the
ratio of a plain camel-tools loop to counting by the store's way; and how long questions take. `--four` adds the set
four times over, with ids changed, and how both compare. Each run is made by processes of its own, so that memory can be
compared.
"""

import argparse
import gzip
import json
import math
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import news
from camel_tools.tokenizers.word import simple_word_tokenize

from helpers import corpus


def timed(call):
    start = time.perf_counter()
    value = call()
    return value, time.perf_counter() - start


def run(source: str, folder: str):
    """Build and analyse in this process and those it starts; prints what it took as a line of JSON."""
    found = {}
    store, found["build"] = timed(lambda: corpus.build(source, folder, progress=False))
    found["peak_build"] = peak(resource.RUSAGE_SELF)
    _, found["analyse"] = timed(lambda: corpus.analyse(folder, progress=False))
    found["peak_main"], found["peak_worker"] = peak(resource.RUSAGE_SELF), peak(resource.RUSAGE_CHILDREN)
    print(json.dumps(found | store.about["counts"]))


def peak(who) -> float:
    """Megabytes at the most, in this process or in the largest of those that it started and waited for."""
    return resource.getrusage(who).ru_maxrss / 1024


def apart(label: str, source: Path, folder: Path) -> dict:
    """A run in a process of its own, and what it left on disk."""
    command = [sys.executable, __file__, "--run", str(source), str(folder)]
    found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()[-1])
    found["total"] = found["build"] + found["analyse"]
    found["peak"] = max(found["peak_main"], found["peak_worker"])
    text = int(corpus.connect(folder).sql("SELECT sum(strlen(text)) FROM articles").fetchall()[0][0])
    frames = {path.name: sum(file.stat().st_size for file in path.rglob("*.parquet")) for path in folder.iterdir()}
    size = sum(frames.values())
    largest = sorted(frames.items(), key=lambda item: -item[1])[:4]
    print(f"{label}: {found['articles']:,} articles, {found['rejects']:,} rejects, {found['duplicates']:,} copies")
    print(
        f"  build {found['build']:.0f} s, analyse {found['analyse']:.0f} s, together {found['total']:.0f} s: "
        f"{found['articles'] / found['total']:.0f} articles/s"
    )
    print(
        f"  peak memory (MB): building {found['peak_build']:.0f}, main process of both {found['peak_main']:.0f}, "
        f"largest worker {found['peak_worker']:.0f}"
    )
    print(f"  store: {size / 1e6:.0f} MB for {text / 1e6:.0f} MB of text, {size / text:.2f} bytes a byte")
    print("  of these: " + ", ".join(f"{name} {part / 1e6:.0f} MB" for name, part in largest), flush=True)
    return found


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


def growth(store):
    """How the number of distinct names grows with the number of articles: what linking them holds in memory."""
    names = corpus.connect(store).sql("""
        WITH drawn AS (SELECT article, row_number() OVER (ORDER BY md5(article)) AS place FROM articles)
        SELECT count(*) FILTER (2 * earliest <= (SELECT count(*) FROM drawn)), count(*), (SELECT count(*) FROM drawn)
        FROM (SELECT entity, min(place) AS earliest FROM mentions JOIN drawn USING (article) GROUP BY entity)
    """)
    half, whole, articles = names.fetchall()[0]
    grows = f"they grow as articles to the power of {math.log2(whole / half):.2f}"
    print(f"distinct names: {half:,} in a random half, {whole:,} in all {articles:,} articles: {grows}")


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
    parser.add_argument("--source", help="JSON lines, gzip, with an id; by default ant-news-2018 under KHABAR_DATA")
    parser.add_argument("--run", nargs=2, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.run:
        run(*chosen.run)
        return
    source = Path(chosen.source) if chosen.source else news.path()
    if not source.is_file():
        raise SystemExit(f"There is no file {source}. Give JSON lines packed with gzip, each with an id.")
    work = Path(tempfile.mkdtemp(prefix="khabar-bench-"))
    try:
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before")
        once = apart("once", source, work / "once")
        counting(corpus.Store(work / "once"))
        questions(corpus.Store(work / "once"))
        growth(corpus.Store(work / "once"))
        if chosen.four:
            four = apart("four times", four_times(source, work), work / "four")
            questions(corpus.Store(work / "four"))
            print(f"four times against once: {four['total'] / once['total']:.2f} times as long, of which", end=" ")
            print(
                f"build {four['build'] / once['build']:.2f}, analyse {four['analyse'] / once['analyse']:.2f};", end=" "
            )
            print(f"peak memory {four['peak']:.0f} MB against {once['peak']:.0f} MB, {four['peak'] / once['peak']:.2f}")
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
