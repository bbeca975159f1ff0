"""One article's namings to entities: groups of one spelling, tied by what the other modules find, and named."""

from functools import cache, lru_cache

from helpers import entity_bodies, entity_forms, lexicons, normalise, spelling
from helpers.entity_groups import Group, collect
from helpers.entity_people import People


def link(forms, types, weights, aliases, joins, placed) -> list[tuple[str, str, str]]:
    """The entity, its type and the reason for every naming of one article.

    Parameters
    ----------
    forms, types, weights, aliases : lists
        One entry for each naming in the order of the text, as for `entity_groups.collect`; an alias is (name, type)
        or None.
    joins : list of (int, int, str)
        Pairs of namings that stand beside one another as two names of one thing, and how the text says so.
    placed : list of float
        How much the word before each naming says that it is a place.
    """
    groups = collect(forms, types, weights, [alias[0] if alias else "" for alias in aliases], placed)
    held: list[Group] = [None] * len(forms)
    for group in groups:
        for row in group.rows:
            held[row] = group
    people = People(groups)
    entity_bodies.known_names(groups)
    for first, second, cue in joins:
        _join(held[first], held[second], cue)
    entity_bodies.heads(groups)
    entity_bodies.realms(groups)
    open_cases = people.link()
    entity_bodies.short_forms(groups)
    entity_bodies.strays(groups, people)
    entity_bodies.spellings(groups)
    chosen = dict(_nearest(open_cases, groups))
    return _named(groups, held, types, chosen, {row: alias[1] for row, alias in enumerate(aliases) if alias})


def _join(one: Group, two: Group, cue: str):
    """Tie two names that stand side by side, where their kind allows that they are one thing."""
    if one.type == two.type == "PER":
        kunya = any(unit.startswith("ابو") for unit in (*one.form.units, *two.form.units))
        if cue == "also called" or kunya or one.form.latin != two.form.latin:
            two.tie(one, "also called beside")
    elif one.type == two.type and (one.type in ("ORG", "MISC") or one.form.latin != two.form.latin):
        long, short = (one, two) if len(one.form.words) >= len(two.form.words) else (two, one)
        # The lexicon knows what a body is called: another word in brackets after it is a part of it, or another body.
        differ = long.form.body != short.form.body
        credit = short.form.key in _credits() and long.form.words[0] != "وكاله"
        if differ and (credit or (long.form.body and (short.form.body or not short.form.latin))):
            return
        if cue == "also called" or short.form.latin or (len(long.form.words) > 1 and len(short.form.words) == 1):
            short.tie(long, "abbreviation of" if short.form.latin or cue == "bracket" else "also called beside")


@cache
def _credits() -> frozenset[str]:
    """Agencies as photo credits name them: «الجيش الليبي (الأناضول)» is no other name."""
    return frozenset(map(spelling.key, lexicons.words("credits")))


def _nearest(open_cases, groups):
    """For each naming by a short name that several persons share, which of them is meant.

    The one named last before it; but who has been called by the short name before any of the others came up owns it
    from then on, as writers give the later ones their full names. Before any of them is named it is the first one
    to be named.
    """
    members: dict[int, list[Group]] = {}
    for group in groups if open_cases else ():
        members.setdefault(id(group.root()), []).append(group)
    for group, people, why in open_cases:
        roots = {id(person.root()): person for person in people}
        if len(roots) < 2:
            group.tie(people[0], why)
            continue
        if id(group.root()) in roots:
            continue
        named = [(row, root) for root in roots for other in members[root] for row in other.rows]
        events = [*named, *((row, None) for row in group.rows)]
        yield from _owned(sorted(events, key=lambda event: event[0]), roots, why)


def _owned(events, roots, why):
    """`_nearest` of one short name: its rows (root None) among those of the persons that it may mean."""
    seen, owner, last = set(), None, None
    for row, root in events:
        if root is not None:
            last = root
            seen.add(root)
            continue
        if last is None:
            owner = next(root for _, root in events if root is not None)
            said = f"the first named of {len(roots)}"
        elif owner is not None:
            said = f"the first so called of {len(roots)}"
        else:
            said = f"the nearest of {len(roots)}"
            owner = last if len(seen) == 1 else None
        meant = last if owner is None else owner
        yield row, (roots[meant], f"{why} %s, {said}")


def display(names, type_: str) -> str:
    """Of an entity's names with their counts, the one that shows it best: the fullest of the frequent ones.

    Names in Arabic letters come before others, and those of more than one word before single ones; then the more
    frequent, then the longer. A place is shown as it is most often named, without «مدينة» where both occur equally.

    >>> display([("حفتر", 9), ("خليفة حفتر", 2)], "PER"), display([("مدينة سرت", 1), ("سرت", 1)], "LOC")
    ('خليفة حفتر', 'سرت')
    """

    def rank(pair):
        form = entity_forms.parse(pair[0])
        words = len(form.units if type_ == "PER" else form.words)
        return (not form.latin, words > 1 or type_ == "LOC", pair[1], -len(pair[0]) if type_ == "LOC" else len(pair[0]))

    return max(names, key=rank)[0]


@lru_cache(maxsize=200_000)
def _standard(name: str) -> str:
    return normalise.standard(name)


def _shown(group: Group, type_: str) -> str:
    return group.form.text if type_ == "PER" else group.form.whole


def _named(groups, held, types, chosen, alias_types):
    """Ids, types and reasons, once all ties are made."""
    members: dict[int, list[Group]] = {}
    for group in groups:
        members.setdefault(id(group.root()), []).append(group)
    facts, used = {}, set()
    for key, same in members.items():
        votes = sum((group.votes for group in same[1:]), same[0].votes.copy())
        known = next((group for group in same if group.known), None)
        alias_type = next((alias_types[row] for row in known.rows if alias_types.get(row)), "") if known else ""
        type_ = alias_type or max(votes, key=votes.get)
        shown = display([(_shown(group, type_), len(group.rows)) for group in same], type_)
        best = next(group for group in same if _shown(group, type_) == shown)
        lexicon = {
            "LOC": {group.form.place for group in same} - {""},
            "ORG": {group.form.body for group in same} - {""},
            "MISC": {group.form.thing for group in same} - {""},
        }.get(type_, ())
        name = known.known if known else min(lexicon) if len(lexicon) == 1 else shown
        entity = unique = f"{type_}:{_standard(name)}"
        count = 1
        while unique in used:
            count += 1
            unique = f"{entity} ({count})"
        used.add(unique)
        facts[key] = (unique, type_, best)
    out = []
    for row, group in enumerate(held):
        person, nearest = chosen.get(row, (None, ""))
        entity, type_, best = facts[id((person or group).root())]
        if group.known:
            why = "alias table"
        elif person:
            why = nearest % _shown(person, type_)
        elif group is best or (not group.link and type_ == "PER"):
            why = "full name" if type_ == "PER" and len(group.form.units) > 1 else "name"
        elif not group.link:
            either_way = best.link if best.link in ("other name of", "spelling of") else "same as"
            why = f"{either_way} {_shown(best, type_)}"
        else:
            why = f"{group.link} {_shown(group.target, type_)}"
        if type_ != types[row]:
            why += f"; type was {types[row]}"
        out.append((entity, type_, why))
    return out
