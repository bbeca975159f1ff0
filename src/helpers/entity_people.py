"""Which names of persons in an article are one person: full names, their short forms, and spellings of either."""

from helpers import spelling
from helpers.entity_groups import Group

_MANY = 40  # A part of a name that so many people of one article share says nothing.


def _belongs(full: tuple[str, ...], short: tuple[str, ...]) -> str:
    """How a short name is made of a full one, or "" if it is not."""
    if len(short) == 1:
        part = short[0]
        last = full[-1]
        if part == last or (
            " " in last and last.split(" ", 1)[1] == part and not last.startswith(("بن ", "ال ", "بنت "))
        ):
            return "surname of"
        if part.startswith("بن ") and part in full:
            return "patronymic of"
        if part.startswith("ابو") and part in full:
            return "kunya of"
        return "given name of" if part == full[0] else ""
    if full[: len(short)] == short:
        return "short form of"
    if full[-len(short) :] == short:
        # In a chain of Arabic given names the rest of the chain is the father: بشار حافظ الأسد, حافظ الأسد.
        return "" if spelling.given(full[0]) and spelling.given(short[0]) else "short form of"
    if full[0] == short[0] and full[-1] == short[-1]:
        rest = iter(full)
        return "short form of" if all(part in rest for part in short) else ""
    return ""


def alike(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Whether two full names are spellings of one; where a part is equal, the others may differ more.

    >>> alike(("سيرغي", "شويغو"), ("سيرجي", "شويجو")), alike(("حسن", "خالد"), ("حسين", "خالد"))
    (True, False)
    """
    equal = any(a == b and len(a) > 3 for a, b in zip(one, two, strict=False))
    return len(one) == len(two) and all(spelling.same(a, b, equal) for a, b in zip(one, two, strict=True))


class People:
    """The persons of one article, found by any part of their names."""

    def __init__(self, groups: list[Group]):
        self.groups = [group for group in groups if group.type == "PER"]
        self.full = [group for group in self.groups if len(group.form.units) > 1]
        self.short = [group for group in self.groups if len(group.form.units) == 1]
        self.singles = {group.form.units[0] for group in self.short}
        self.by_part, self.by_sound = {}, {}
        for group in self.full:
            for part in {*group.form.units, *(unit.split(" ", 1)[-1] for unit in group.form.units)}:
                self.by_part.setdefault(part, []).append(group)
            last = group.form.units[-1]
            self.by_sound.setdefault(spelling.skeleton(last), []).append(group)

    def link(self) -> list[tuple[Group, list[Group], str]]:
        """Tie what belongs together; give back the short names that more than one person could have, and why."""
        self._spellings()
        self._shorter()
        return [open_case for group in self.short if (open_case := self._single(group))]

    def _spellings(self):
        """Full names whose parts are spellings of one another; then single names that no full name explains."""
        seen = {}
        for group in self.full:
            sound = tuple(map(spelling.skeleton, group.form.units))
            for other in seen.setdefault(sound, [])[:_MANY]:
                if alike(group.form.units, other.form.units):
                    group.tie(other, "spelling of")
                    break
            else:
                seen[sound].append(group)

    def _candidates(self, short: tuple[str, ...]) -> list[tuple[Group, str]]:
        pools = [self.by_part.get(part, ()) for part in short]
        pool = min(pools, key=len)
        if len(pool) > _MANY:
            return []
        found = [(group, _belongs(group.form.units, short)) for group in pool if len(group.form.units) > len(short)]
        return [(group, why) for group, why in found if why and not self._two(group)]

    def _two(self, group: Group) -> bool:
        """Whether a name is two people's, joined by و: «نيمار ومبابي» where مبابي is named too."""
        return any(
            part.startswith("و") and (part[1:] in self.singles or part[1:] in self.by_part)
            for part in group.form.units[1:]
        )

    def _shorter(self):
        for group in sorted(self.full, key=lambda group: len(group.form.units)):
            found = self._candidates(group.form.units)
            roots = {id(other.root()) for other, _ in found}
            if len(roots) == 1:
                group.tie(*max(found, key=lambda pair: len(pair[0].form.units)))

    def _single(self, group: Group):
        """Tie a single name to the one person it can mean; give it back with them if they are more."""
        part = group.form.units[0]
        found = self._candidates((part,))
        if not found:
            alike = self.by_sound.get(spelling.skeleton(part), ())[:_MANY]
            found = [(full, "spelling of surname of") for full in alike if spelling.same(part, full.form.units[-1])]
        surnames = [pair for pair in found if pair[1] != "given name of"]
        # A given name alone is a person named in full before it; later, محمد may be anybody.
        found = surnames or [pair for pair in found if not spelling.given(part) or pair[0].first < group.first]
        roots = {id(full.root()): full for full, _ in found}
        if len(roots) > 1:
            return group, list(roots.values()), found[0][1]
        if found:
            group.tie(*found[0])
        return None
