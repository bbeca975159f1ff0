"""Which column of a table of articles is which field."""

from helpers import lexicons

FIELDS = ("article", "title", "published", "source", "url", "text")


class Columns:
    """Which column of a table is which field: said by the caller, or guessed from data/lexicons/columns.csv.

    >>> Columns({}).match(["id", "body", "headline"])
    {'article': 'id', 'title': 'headline', 'text': 'body'}
    >>> Columns({"text": "nass"}).match(["id", "body"])
    Traceback (most recent call last):
    ...
    ValueError: Column 'nass' is missing; the file has: id, body. Pass text_column='body'.
    """

    def __init__(self, said: dict[str, str]):
        self.said = {field: column for field, column in said.items() if column}
        table = lexicons.read("columns")
        self.names = {field: rows["column"].tolist() for field, rows in table.groupby("field")}
        self.found: list[dict[str, str]] = []  # the distinct matches made, in order, so that a guess can be stated

    def match(self, columns) -> dict[str, str]:
        columns = [str(column) for column in columns]
        by_lower = {column.strip().lower(): column for column in reversed(columns)}
        found = {}
        for field in FIELDS:
            column = self.said.get(field)
            if column is not None and column not in columns:
                guess = self._guess("text", by_lower) or (columns[-1] if columns else "?")
                hint = f"Pass {field}_column={guess!r}." if field == "text" else f"Pass {field}_column= one of them."
                raise ValueError(f"Column {column!r} is missing; the file has: {', '.join(columns)}. {hint}")
            column = column or self._guess(field, by_lower)
            if column is not None:
                found[field] = column
        if "text" not in found:
            has = ", ".join(columns) or "no columns"
            raise ValueError(f"No column is known to hold the text; the file has: {has}. Pass text_column='…'.")
        if found not in self.found:
            self.found.append(found)
        return found

    def _guess(self, field: str, by_lower: dict[str, str]) -> str | None:
        return next((by_lower[name] for name in self.names.get(field, ()) if name in by_lower), None)
