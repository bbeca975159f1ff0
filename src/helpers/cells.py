"""The columns of a table as cells: numbers, days, kinds and words, each as its readers write it."""

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers import frames, markup, phrases, rtl, wording

SHORT, LONG = 32, 80  # characters: below, a column's cells stay on one line; from there on, it gets room for prose
TYPE = re.compile(r"(?:PER|LOC|ORG|MISC):")  # an entity's id begins with its type
ENTITIES = ("entity", "speaker", "agent", "other", "place")
LISTS = ("aliases", "forms", "cues", "cues_other")  # names or words joined by " | "
MINUS = "\u2212"


@dataclass(frozen=True)
class Cells:
    """One column: its cells as HTML and as text, and how its header stands."""

    cells: list
    text: list
    class_: str = ""
    arabic: bool = False

    def linked(self, anchors, language: str):
        """The same, each cell leading to a place in the text: by itself, or by a word after it where it is long."""
        word = wording.say("to_place", language) if self.class_ == "kh-long" else ""
        made = [_link(cell, anchor, word) for cell, anchor in zip(self.cells, anchors, strict=True)]
        return Cells(made, self.text, self.class_, self.arabic)


def _link(cell: str, anchor: str, word: str) -> str:
    opening, _, rest = cell.partition(">")
    inner = rest.rpartition("</td>")[0]
    if not anchor or not inner:
        return cell
    if word:
        return f'{opening}>{inner} <a class="kh-go" href="#{anchor}">{word}</a></td>'
    return f'{opening}><a href="#{anchor}">{inner}</a></td>'


def column(name: str, values: pd.Series, language: str, digits: str) -> Cells:
    """A column of a frame as cells.

    Parameters
    ----------
    name : str
        Of kinds of things (type, zone, ...) the values are said in the language; an entity's id loses its type.
    values : Series
    language : {"ar", "en"}
    digits : {"latn", "arab"}

    >>> column("type", pd.Series(["PER"]), "ar", "latn").text
    ['شخص']
    >>> column("n", pd.Series([1234.5, None]), "ar", "arab").text
    ['١٬٢٣٤٫٥', '—']
    """
    missing = values.isna().to_numpy()
    none = f'<span title="{wording.say("missing", language)}">—</span>'
    if pd.api.types.is_bool_dtype(values.dtype):
        text = [wording.say("yes" if value else "no", language) if value is not pd.NA else "—" for value in values]
        made, class_ = list(map(markup.escape, text)), "kh-nowrap"
    elif pd.api.types.is_numeric_dtype(values.dtype):
        numbers = values.to_numpy(dtype=float, na_value=np.nan)
        places = 0 if pd.api.types.is_integer_dtype(values.dtype) else markup.decimals(numbers)
        source = values.tolist() if pd.api.types.is_integer_dtype(values.dtype) else numbers  # long ones stay exact
        text = ["—" if gone else _number(n, digits, places) for n, gone in zip(source, missing, strict=True)]
        if name in ("share", "spread"):
            text = [
                "—" if gone else phrases.figures(f"{n:.0%}", digits) for n, gone in zip(source, missing, strict=True)
            ]
        made, class_ = [f"<bdi>{value}</bdi>" for value in text], "kh-n"
    elif pd.api.types.is_datetime64_any_dtype(values.dtype):
        text = [
            "—" if gone else markup.day(value, language, digits) for value, gone in zip(values, missing, strict=True)
        ]
        made, class_ = list(map(markup.isolate, text)), "kh-d"
    else:
        text = ["" if gone else str(value) for value, gone in zip(values.tolist(), missing, strict=True)]
        return _texts(name, text, missing, none, language)
    made = [none if gone else cell for cell, gone in zip(made, missing, strict=True)]
    return Cells([f'<td class="{class_}">{cell}</td>' for cell in made], text, class_)


def _number(value, digits: str, places: int) -> str:
    if isinstance(value, int):
        return phrases.figures(f"{value:,}".replace("-", MINUS), digits)
    return phrases.number(value, digits, places)


def _texts(name: str, text: list, missing, none: str, language: str) -> Cells:
    """Text cells: an Arabic cell says so itself; short ones stay on one line, long ones get room."""
    ids = text
    if name in ENTITIES:
        text = [TYPE.sub("", value, count=1) for value in text]
    elif name in LISTS:
        comma = {"ar": "، ", "en": ", "}[language]
        text = [value.replace(" | ", comma) for value in text]
    else:
        text = [wording.value(name, value, language) for value in text]
    longest = max(map(len, text), default=0)
    class_ = "kh-long" if longest >= LONG else "kh-nowrap" if longest < SHORT else "kh-medium"
    made = []
    for value, id_, gone in zip(text, ids, missing, strict=True):
        own = markup.direction(value, language)
        # What we say of a thing («surname of …») is in our language, whatever name is in it.
        ours = name not in (*ENTITIES, *LISTS) and wording.value(name, id_, "ar") != wording.value(name, id_, "en")
        turned = own if own.get("dir") == "rtl" and not ours else {}
        inner = none if gone else markup.isolate(value, turned.get("lang", language)).replace("\n", "<br>")
        kind = id_ if name == "type" else id_.partition(":")[0] if name in ENTITIES else ""
        if kind in frames.TYPES:
            inner = f'<span class="kh-type kh-{kind.lower()}"></span>{inner}'
        made.append(f"<td{markup.attributes(class_=class_, **turned)}>{inner}</td>")
    shown = ["—" if gone else value for value, gone in zip(text, missing, strict=True)]
    return Cells(made, shown, class_, any(map(rtl.has_arabic, text)))
