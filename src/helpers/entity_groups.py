"""The namings of one article in groups of one spelling, and which groups are tied together and why."""

from collections import Counter

from helpers import entity_forms, gazetteer

OFTEN = 3  # namings of a person of which one may stand after «في» by chance


class Group:
    """The namings of one article that have one spelling: their rows, the types given, what they are tied to."""

    __slots__ = ("first", "form", "known", "link", "placed", "rows", "target", "tied", "type", "votes")

    def __init__(self, form: entity_forms.Form):
        self.form, self.rows, self.votes, self.first = form, [], Counter(), None
        self.placed = 0
        self.type, self.known, self.tied, self.link, self.target = "", "", None, "", None

    def add(self, row: int, kind: str, weight: float):
        """One more naming, with the type that it was given and how sure that was."""
        if self.first is None:
            self.first = row
        self.rows.append(row)
        self.votes[kind] += weight

    def root(self) -> "Group":
        """The group at the end of the ties."""
        group = self
        while group.tied is not None:
            group = group.tied
        return group

    def tie(self, other: "Group", why: str) -> bool:
        """Say that this group names what the other one does; the first reason stays. False if it was so already.

        A group that an analyst's alias has named is tied to nothing; others may be tied to it.
        """
        mine, theirs = self.root(), other.root()
        if self.known or mine is theirs or (mine.known and theirs.known):
            return False
        if mine.known:
            mine, theirs = theirs, mine
        mine.tied = theirs
        if not self.link:
            self.link, self.target = why, other
        elif not mine.link:
            mine.link, mine.target = "same as", self
        return True

    def settle(self) -> str:
        """The type that the namings of this group support best.

        A known place is one even where the tagger took it for a person or a thing; against «organisation» (موناكو
        is a club too) that counts for less than one sure naming.
        """
        if self.form.body and self.votes["ORG"]:
            self.votes["ORG"] += 0.6
        elif self.form.place:
            self.votes["LOC"] += 0.6 if self.votes["ORG"] else 1.5
        self.type = max(self.votes, key=self.votes.get)
        return self.type


def _place(form) -> bool:
    """Whether a name alone is a place to every reader: a country, a region, a city of the list."""
    cities = gazetteer.cities()
    return bool(form.place) or any(row in cities.listed for row in cities.exact.get(form.key, ()))


def collect(forms, types, weights, aliases, placed) -> list[Group]:
    """The groups of an article, in the order of their first naming.

    Parameters
    ----------
    forms : list of entity_forms.Form
        One for each naming, in the order of the text.
    types : list of str
        PER, LOC, ORG or MISC.
    weights : list of float
        How sure the tagger was.
    aliases : list of str
        The entity that the analyst's table names for each, or "".
    placed : list of float
        How much the word before each says that it is a place, which counts against a person.

    Namings of one spelling are one group whatever their types, but for a surname that is also a place: where the
    article has a longer person's name that ends in it, «واشنطن» the person and «واشنطن» the city stay two.
    """
    found: dict[tuple, Group] = {}
    surnames = {
        form.units[-1] for form, kind in zip(forms, types, strict=True) if kind == "PER" and len(form.units) > 1
    }
    for row, (form, kind, weight, alias, place) in enumerate(zip(forms, types, weights, aliases, placed, strict=True)):
        if alias:
            key = ("alias", alias)
        elif kind == "PER":
            person = " ".join(form.units)
            key = (person, "PER") if person in surnames and _place(form) else (person, "")
        else:
            key = (form.key, "")
        group = found.get(key)
        if group is None:
            group = found[key] = Group(form)
            group.known = alias
        group.add(row, kind, weight)
        if kind == "PER":
            group.votes["LOC"] += place
            group.placed += place > 0
    for group in found.values():
        if group.placed > 1 and OFTEN * group.placed >= len(group.rows):
            group.votes["LOC"] += group.votes["PER"]
        group.settle()
    return list(found.values())
