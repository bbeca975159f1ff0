"""What charts ask of the frames they are given: which column is meant, and whose name an id stands for."""

import pandas as pd

from helpers import frames, normalise, wording

_MOST = 300  # characters of a name; what is longer is no name


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


def names(frame: pd.DataFrame, ids: str, language: str = "ar", entities: pd.DataFrame | None = None) -> pd.Series:
    """What to write for each row: the words for a kind of thing, a name as the texts write it for an entity's id.

    An id is in normalised spelling («ORG:مجلس الامن»): the most frequent `name` or `text` of its rows that
    differs in spelling alone is taken («مجلس الأمن»). A table of `entities` (entity, name) knows better.

    >>> found = pd.DataFrame({"entity": ["ORG:مجلس الامن"] * 2 + ["ليبيا"], "text": ["مجلس الأمن", "المجلس", "ليبيا"]})
    >>> names(found, "entity").tolist()
    ['مجلس الأمن', 'مجلس الأمن', 'ليبيا']
    >>> names(pd.DataFrame({"zone": ["body"]}), "zone").tolist()
    ['المتن']
    """
    given = frame[ids].astype(str)
    if entities is not None:
        table = entities.drop_duplicates("entity").set_index("entity")["name"]
        given = given.map(table).fillna(given)
    known = {value: wording.value(ids, value, language) for value in given.unique()}
    plain = given.map(known).str.slice(0, _MOST).str.replace(rf"^(?:{'|'.join(frames.TYPES)}):", "", regex=True)
    written = next((column for column in ("name", "text") if column in frame.columns), None)
    if ids != "entity" or written is None:
        return plain
    forms = pd.DataFrame({"id": plain, "form": frame[written].astype(str)})
    forms = forms[forms["form"].map({form: normalise.standard(form) for form in forms["form"].unique()}) == forms["id"]]
    best = forms.value_counts().reset_index().drop_duplicates("id").set_index("id")["form"]
    return plain.map(best).fillna(plain)


def types(frame: pd.DataFrame, named: str | None, ids: str) -> pd.Series:
    """The type of each row: from its column, else from the ids, else none."""
    if named is not None:
        return frame[named].astype(str).where(frame[named].isin(frames.TYPES), "")
    found = frame[ids].astype(str).str.extract(rf"^({'|'.join(frames.TYPES)}):", expand=False)
    return found.fillna("")
