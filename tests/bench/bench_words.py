"""How well words are cut, split and lemmatised, and how fast.

    KHABAR_DATA=… python tests/bench/bench_words.py [clitics] [lemmas] [sentences] [tokens] [speed]

Clitics, lemmas and sentences are measured on UD Arabic PUD: `held` is the half of the documents that nothing was tuned
on. Tokens and speed are measured on all of ant-news-2018.
"""

import multiprocessing
import resource
import sys
import time
from collections import Counter

import numpy as np
import pandas as pd
from news import records

from helpers import tokens, treebank, word_measures


def articles():
    """The blocks frame of ant-news-2018: one block an article."""
    rows = records()
    texts = [row["text"] or "" for row in rows]
    return pd.DataFrame({"article": [str(row["id"]) for row in rows], "block": 0, "start": 0, "text": texts})


def measure_tokens(blocks):
    """Whether the tokens of every article are camel-tools', those that a repair joined taken apart again."""
    from camel_tools.tokenizers.word import simple_word_tokenize

    words, word, row = tokens.numbered(blocks, clitics=False)
    texts, repaired = words["text"].tolist(), (words["repair"] != "").tolist()
    apart = [simple_word_tokenize(text) if joined else [text] for text, joined in zip(texts, repaired, strict=True)]
    bounds = np.searchsorted(row, np.arange(len(blocks) + 1))
    differing, untouched = 0, 0
    for number, text in enumerate(blocks["text"].tolist()):
        mine = word[bounds[number] : bounds[number + 1]].tolist()
        differing += [part for one in mine for part in apart[one]] != simple_word_tokenize(text)
        untouched += not any(repaired[one] for one in mine)
    counts = words.assign(count=np.bincount(word))
    repairs = counts[counts["repair"] != ""].groupby("repair").agg(distinct=("text", "size"), tokens=("count", "sum"))
    print(f"{len(blocks):,} articles, {len(word):,} tokens; {untouched:,} articles without a repair")
    print(f"articles whose words differ from camel-tools' once repairs are taken apart: {differing}")
    return repairs


def _loop(blocks):
    from camel_tools.tokenizers.word import simple_word_tokenize

    begin, counts = time.process_time(), Counter()
    for text in blocks["text"].tolist():
        counts.update(simple_word_tokenize(text))
    return time.process_time() - begin, counts


def _counts(blocks):
    begin = time.process_time()
    made = tokens.counts(blocks)
    return time.process_time() - begin, Counter(
        {(text, repair): count for text, repair, count in zip(made["text"], made["repair"], made["count"], strict=True)}
    )


def _frame(blocks):
    begin = time.process_time()
    return time.process_time() - begin, len(tokens.tokenise(blocks.iloc[:6000])), time.process_time() - begin


def _alone(function, pipe):
    blocks = articles()
    pipe.send((function(blocks), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def run(function):
    """What a function gives in a process of its own, and the most memory that it held, in MiB."""
    here, there = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_alone, args=(function, there))
    process.start()
    made = here.recv()
    process.join()
    return made


def measure_speed():
    """Seconds of one core: tokenise, split and count, against a plain loop of camel-tools' tokenizer."""
    from camel_tools.tokenizers.word import simple_word_tokenize

    (loop, camel), loop_memory = run(_loop)
    (ours, counted), memory = run(_counts)
    taken_apart = Counter()
    for (text, repair), count in counted.items():
        for word in simple_word_tokenize(text) if repair else (text,):
            taken_apart[word] += count
    (_, size, frame), frame_memory = run(_frame)
    print(f"the same counts: {taken_apart == camel}; {loop / ours:.1f} times faster")
    return pd.DataFrame(
        {
            "seconds": [loop, ours, frame],
            "tokens a second": [camel.total() / loop, camel.total() / ours, size / frame],
            "MiB": [loop_memory, memory, frame_memory],
        },
        index=["loop of camel-tools", "tokens.counts", "tokens.tokenise, 6,000 articles, with lemmas"],
    )


def main():
    asked = set(sys.argv[1:]) or {"clitics", "lemmas", "sentences", "tokens", "speed"}
    pd.set_option("display.width", 160)
    shown = {"float_format": "{:.4f}".format}
    if asked & {"clitics", "lemmas"}:
        words = treebank.words()
    if "clitics" in asked:
        print("\nClitics, UD Arabic PUD\n" + word_measures.clitic_accuracy(words).to_string(**shown))
    if "lemmas" in asked:
        print("\nLemmas, UD Arabic PUD, content words\n" + word_measures.lemma_accuracy(words).to_string(**shown))
    if "sentences" in asked:
        print("\nSentences, UD Arabic PUD\n" + word_measures.sentence_breaks().to_string(index=False, **shown))
    if "tokens" in asked:
        print("\nTokens, ant-news-2018")
        print(measure_tokens(articles()).to_string())
    if "speed" in asked:
        print("\nSpeed, ant-news-2018")
        print(measure_speed().to_string(float_format="{:,.1f}".format))


if __name__ == "__main__":
    main()
