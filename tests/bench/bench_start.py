"""How long it takes to start: importing the analysis, and analysing the sample for the first time and again.

    python tests/bench/bench_start.py

Each in a process of its own, five times; the median is printed, beside importing pandas and matplotlib alone.
"""

import statistics
import subprocess
import sys

TIMED = """
import time
start = time.perf_counter()
{imports}
imported = time.perf_counter() - start
{then}
print(imported, *times)
"""
ANALYSE = """
from helpers import articles, paths
page, times = articles.read(paths.SAMPLE), []
for _ in range(3):
    start = time.perf_counter()
    helpers.analysis.analyse(page)
    times.append(time.perf_counter() - start)
"""


def medians(imports: str, then: str, runs: int = 5) -> list[float]:
    """Seconds of the import and of what follows, the median of some runs."""
    script = TIMED.format(imports=imports, then=then)
    command = [sys.executable, "-c", script]
    done = [subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(runs)]
    found = [[float(value) for value in run.stdout.split()] for run in done]
    return [statistics.median(values) for values in zip(*found, strict=True)]


def main():
    (plain,) = medians("import pandas, matplotlib.pyplot", "times = []")
    imported, first, *again = medians("import helpers.analysis", ANALYSE)
    print(f"import pandas and matplotlib   {plain:.2f} s")
    print(f"import helpers.analysis        {imported:.2f} s, {imported / plain:.1f} times that")
    print(f"analyse the sample, first      {first:.2f} s")
    print(f"analyse the sample, again      {min(again):.2f} s")


if __name__ == "__main__":
    main()
