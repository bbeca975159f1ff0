"""What charts ask of the frames they are given: which column is meant, and whose name an id stands for."""

import pandas as pd

from helpers import frames


def column(
    frame: pd.DataFrame, given: str | None, usual: tuple[str, ...], role: str, needed: bool = True
) -> str | None:
    """The column that plays a part in a chart: the one named, or the first usual one that is there.

    Raises
    ------
    ValueError
        It is not there.

    >>> column(pd.DataFrame({"name": ["ليبيا"], "mentions": [3]}), None, ("count", "mentions"), "x")
    'mentions'
    >>> column(pd.DataFrame({"name": ["ليبيا"]}), "n", ("count",), "x")
    Traceback (most recent call last):
    ...
    ValueError: Column 'n' (for x) is missing; the frame has: name. Pass x='a column that is there'.
    """
    for name in (given,) if given is not None else usual:
        if name in frame.columns:
            return name
    if not needed and given is None:
        return None
    has = ", ".join(map(str, frame.columns)) or "no columns"
    wanted = repr(given) if given is not None else " or ".join(map(repr, usual))
    raise ValueError(
        f"Column {wanted} (for {role}) is missing; the frame has: {has}. Pass {role}='a column that is there'."
    )


def shown(values: pd.Series) -> pd.Series:
    """Names as they are shown: an entity's id without its type.

    >>> shown(pd.Series(["PER:خليفة حفتر", "ليبيا", "UN: 2018"])).tolist()
    ['خليفة حفتر', 'ليبيا', 'UN: 2018']
    """
    return values.astype(str).str.replace(rf"^(?:{'|'.join(frames.TYPES)}):", "", regex=True)


def types(frame: pd.DataFrame, named: str | None, ids: str) -> pd.Series:
    """The type of each row: from its column, else from the ids, else none."""
    if named is not None:
        return frame[named].astype(str).where(frame[named].isin(frames.TYPES), "")
    found = frame[ids].astype(str).str.extract(rf"^({'|'.join(frames.TYPES)}):", expand=False)
    return found.fillna("")
