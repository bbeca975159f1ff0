"""Every chart on small frames made by hand; `python tests/chart_gallery.py FOLDER` writes them as pictures.

With the site-packages of .venv-mpl310 first on PYTHONPATH the same is drawn by matplotlib 3.10.
"""

import sys
import warnings
from pathlib import Path

import pandas as pd

from helpers import charts

NAMES = {
    "PER:خليفة حفتر": 7, "LOC:ليبيا": 5, "ORG:مجلس الامن": 3, "PER:لڑکا گاندھی": 2, "MISC:UN (2018) خطة": 2,
    "ORG:اللجنة الوطنية العليا لمتابعة تنفيذ مخرجات الحوار السياسي الليبي في تونس والصخيرات وغيرها من المدن": 1,
}  # fmt: skip


def mentions() -> pd.DataFrame:
    rows, block = [], 0
    for name, count in NAMES.items():
        for at in range(count):
            block = (block + 5 * at + 1) % 9
            kind, text = name.split(":")
            rows.append({"article": "a", "block": block, "entity": name, "type": kind, "start": 100 * block + 7 * at,
                         "text": text.replace("الامن", "الأمن")})  # fmt: skip
    return pd.DataFrame(rows).assign(end=lambda frame: frame["start"] + 5)


def entities() -> pd.DataFrame:
    found = mentions().groupby("entity", sort=False).agg(name=("text", "first"), type=("type", "first"))
    return found.assign(mentions=pd.Series(NAMES)).reset_index()


def terms() -> pd.DataFrame:
    return pd.DataFrame({"term": ["الثورة", "المقاومة", "التمرد", "النزاع"], "log_ratio": [3.25, 1.5, -2.0, -4.1]})


def dates() -> pd.DataFrame:
    rows = [
        ("العام الماضي", "2017-01-01", "2017-12-31"), ("أمس", "2018-11-07", "2018-11-07"),
        ("يومي 12 و13 نوفمبر", "2018-11-12", "2018-11-13"), ("الآن", None, None),
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["text", "begin", "finish"])
    return frame.assign(begin=pd.to_datetime(frame["begin"]), finish=pd.to_datetime(frame["finish"]))


def months() -> pd.DataFrame:
    rows = [
        ("2018-02", "LOC:ليبيا", 3), ("2018-03", "LOC:ليبيا", 1200), ("2018-04", "LOC:ليبيا", 11),
        ("2018-02", "PER:خليفة حفتر", 2), ("2018-04", "PER:خليفة حفتر", 8), ("unknown", "LOC:ليبيا", 1),
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["month", "entity", "mentions"])


def places() -> pd.DataFrame:
    rows = [
        ("ليبيا", "country", 32.9, 13.2, 5), ("باليرمو", "city", 38.1, 13.4, 3), ("موسكو", "city", 55.75, 37.6, 4),
        ("روسيا", "country", 55.75, 37.6, 1), ("مجهول", "city", None, None, 1),
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["name", "kind", "latitude", "longitude", "mentions"])


CHARTS = {
    "ranked_bars": (charts.ranked_bars, entities, {"source": "المتن، 2018"}),
    "occurrences": (charts.occurrences, mentions, {"length": 1000, "breaks": (100, 300)}),
    "heatmap": (charts.heatmap, mentions, {}),
    "together": (charts.heatmap, mentions, {"x": "entity", "y": "entity"}),
    "network": (charts.network, mentions, {}),
    "timeline": (charts.timeline, dates, {"published": "2018-11-08"}),
    "keyness_bars": (charts.keyness_bars, terms, {"names": ("الجزيرة", "BBC عربي")}),
    "trends": (charts.trends, months, {}),
    "map": (charts.map, places, {}),
}


def draw(name: str, **options):
    chart, frame, usual = CHARTS[name]
    return chart(frame(), **{**usual, **options})


def main(folder):
    warnings.filterwarnings("error", "Glyph")
    for name in CHARTS:
        for language, digits, suffix in (("ar", "latn", "png"), ("ar", "arab", "svg"), ("en", "latn", "pdf")):
            charts.save(
                draw(name, language=language, digits=digits), Path(folder) / f"{name}-{language}-{digits}.{suffix}"
            )


if __name__ == "__main__":
    main(sys.argv[1])
