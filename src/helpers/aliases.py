"""The analyst's table of aliases: which naming means which entity, whatever the rules of `entities` would say."""

from pathlib import Path

import pandas as pd

from helpers import frames, lexicons, paths, spelling

COLUMNS = ("variant", "name", "type")


def read(source=None) -> dict[str, tuple[str, str]]:
    """The aliases as spelling key to the entity's name and type.

    Parameters
    ----------
    source : path, pandas.DataFrame or None
        A CSV file or frame with the columns variant, name, type; None reads data/lexicons/aliases.csv. A blank type
        leaves the type to the article. Each name is a variant of itself.

    Raises
    ------
    FileNotFoundError, ValueError
        No such file, a column missing or unknown, a blank variant or name, a type that is none, one variant for two
        names.

    >>> table = pd.DataFrame({"variant": ["أبو عمار"], "name": ["ياسر عرفات"], "type": ["PER"]})
    >>> read(table)[spelling.key("ابو عمار")]
    ('ياسر عرفات', 'PER')
    """
    table, where = _load(source)
    missing = [column for column in COLUMNS if column not in table.columns]
    unknown = [column for column in table.columns if column not in COLUMNS]
    if missing or unknown:
        has = ", ".join(map(str, table.columns)) or "no columns"
        fault = (
            f"lacks the column {missing[0]!r}" if missing else f"has a column {unknown[0]!r} that means nothing here"
        )
        raise ValueError(f"{where} {fault}; it has: {has}. The header must be: {','.join(COLUMNS)}.")
    found, given = {}, {}
    for line, row in enumerate(table[list(COLUMNS)].fillna("").astype(str).itertuples(index=False), start=2):
        variant, name, kind = (value.strip() for value in row)
        at = f"{where}, line {line}"
        if not spelling.key(variant) or not spelling.key(name):
            raise ValueError(f"{at}: the variant or the name is blank. Fill both, or take the row out.")
        if kind and kind not in frames.TYPES:
            raise ValueError(f"{at}: the type is {kind!r}; it can be {', '.join(frames.TYPES)} or blank. Correct it.")
        key = spelling.key(variant)
        if key in given and given[key] != (name, kind):
            raise ValueError(
                f"{at}: {variant!r} is an alias of {name!r} here and of {given[key][0]!r} above. Keep one of the two."
            )
        found[key] = given[key] = (name, kind)
        found.setdefault(spelling.key(name), (name, kind))
    return found


def _load(source) -> tuple[pd.DataFrame, str]:
    if source is None:
        return lexicons.read("aliases"), "data/lexicons/aliases.csv"
    if isinstance(source, pd.DataFrame):
        return source, "The frame of aliases"
    path = Path(source)
    if not path.is_file():
        raise FileNotFoundError(
            f"No file of aliases at {paths.shown(path)}. Give the path of a CSV with the header {','.join(COLUMNS)}."
        )
    try:
        return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig"), paths.shown(path)
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        reason = str(error).strip().splitlines()[0]
        raise ValueError(
            f"{paths.shown(path)} cannot be read as a UTF-8 CSV file: {reason}. Save it as CSV, UTF-8, with the header "
            f"{','.join(COLUMNS)}."
        ) from error
