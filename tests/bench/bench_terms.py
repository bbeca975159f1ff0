"""How fast words are counted: all of ant-news-2018, against a plain loop of camel-tools' tokenizer over the same texts.

    KHABAR_DATA=… python tests/bench/bench_terms.py [--articles N]

Each way runs in a process of its own, so that its memory can be told. Seconds are those of the processor, all threads
together: one core, whatever else the machine does. The distinct words of Khabar,
those that a named repair joined cut again as camel-tools cuts them, must give the loop's counts.
"""

import argparse
import multiprocessing
import resource
import time
from collections import Counter

import pandas as pd
from news import records


def texts(limit: int | None) -> pd.DataFrame:
    frame = pd.DataFrame(records())[["id", "text"]].rename(columns={"id": "article"})[:limit]
    frame = frame.assign(article=frame["article"].astype(str), block=0, start=0, text=frame["text"].fillna(""))
    return frame[["article", "block", "start", "text"]]


def loop(frame):
    """What one would write: the tokenizer on each text, a counter of all words."""
    from camel_tools.tokenizers.word import simple_word_tokenize

    begin = time.process_time()
    counts = Counter()
    for text in frame["text"]:
        counts.update(simple_word_tokenize(text))
    return time.process_time() - begin, counts


def counted(frame):
    """Tokens cut, clitics split, stems counted, each in how many articles and how evenly: no token frame."""
    from helpers import terms

    begin = time.process_time()
    table = terms.count(frame, by="stem", zones=None, stopwords=None, kinds=None, parts="article")
    return time.process_time() - begin, table["count"].sum()


def stems(frame):
    """Tokens cut, clitics split, stems counted: the words of all texts together, as the loop has them."""
    from helpers import tokens

    begin = time.process_time()
    table = tokens.counts(frame).groupby("stem")["count"].sum()
    return time.process_time() - begin, table.sum()


def camels(frame):
    """The distinct words, with those that a repair joined cut again as camel-tools cuts them."""
    from camel_tools.tokenizers.word import simple_word_tokenize

    from helpers import tokens

    begin = time.process_time()
    words = tokens.counts(frame, clitics=False)
    counts = Counter()
    for text, repair, count in words[["text", "repair", "count"]].itertuples(index=False):
        for part in simple_word_tokenize(text) if repair else [text]:
            counts[part] += count
    return time.process_time() - begin, counts


def tokenised(frame):
    """With a token frame, as the notebooks have it: tokens and lemmas, then terms."""
    from helpers import terms, tokens

    begin = time.process_time()
    table = terms.count(tokens.tokenise(frame), zones=None, stopwords=None, kinds=None, parts="article")
    return time.process_time() - begin, table["count"].sum()


def _run(way, frame, pipe):
    seconds, result = way(frame)
    pipe.send((seconds, result, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def measure(way, frame):
    """Seconds, result, and the most memory (MiB) of a way, in a process of its own."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(target=_run, args=(way, frame, theirs))
    process.start()
    theirs.close()  # so that a process that dies is told from one that takes long
    measured = ours.recv()
    process.join()
    return measured


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=None)
    frame = texts(parser.parse_args().articles)
    print(f"{len(frame):,} articles, {frame['text'].str.len().sum():,} characters")
    slow, expected, memory = measure(loop, frame)
    print(f"{'plain loop of simple_word_tokenize':45}{slow:7.1f} s CPU{memory:8.0f} MiB{1:7.1f} x")
    _, same, _ = measure(camels, frame)
    ways = {
        "tokens.counts: cut, split, count": stems,
        "terms.count(blocks): and dispersion, forms": counted,
        "tokenise (lemmas too), then terms.count": tokenised,
    }
    for name, way in ways.items():
        seconds, total, memory = measure(way, frame)
        print(f"{name:45}{seconds:7.1f} s CPU{memory:8.0f} MiB{slow / seconds:7.1f} x   {total:,} tokens")
    print(f"counts of camel-tools' {sum(expected.values()):,} words the same: {same == expected}")


if __name__ == "__main__":
    main()
