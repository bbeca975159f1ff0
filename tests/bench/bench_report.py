"""How long the sample's report takes and how much its pages weigh: a first run, then a second with everything warm."""

import tempfile
import time
from pathlib import Path

from helpers import report


def main():
    print(f"{'language':10}{'run':>5}{'seconds':>9}{'pages':>7}{'kB':>7}")
    with tempfile.TemporaryDirectory() as folder:
        for language in ("ar", "en"):
            for run in (1, 2):
                began = time.perf_counter()
                pages = list(
                    report.build(language=language, out=Path(folder) / language, progress=False).parent.glob("*.html")
                )
                weight = sum(page.stat().st_size for page in pages) / 1000
                print(f"{language:10}{run:5}{time.perf_counter() - began:9.1f}{len(pages):7}{weight:7.0f}")


if __name__ == "__main__":
    main()
