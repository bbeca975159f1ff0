"""Which names of organisations and places in an article are one: other names, no heads, short forms, spellings."""

from functools import cache

from helpers import demonyms, entity_forms, gazetteer, lexicons, spelling
from helpers.entity_groups import Group

_MANY = 40


@cache
def _tails() -> frozenset[str]:
    return frozenset(spelling.fold(word) for word in lexicons.words("organisation_tails"))


def _loose(word: str, local=frozenset()) -> bool:
    """Whether a word may be left out at the end of an organisation's name: الدولي, الأمريكية, والتنمية.

    `local` are the adjectives of the article's places, without the article and the feminine ending.
    """
    if word in _tails() or (word.startswith("و") and len(word) > 4) or demonyms.country_of(word):
        return True
    return word.removeprefix("ال").removesuffix("ه") in local


def _generic(word: str) -> bool:
    """Whether an organisation's first word is a common noun such as حزب or المجلس, which many others bear."""
    known = entity_forms.heads("organisation_heads")
    return word in known or word.removeprefix("ال") in known


def _bare(word: str) -> str:
    """A word without the article or the ل of a genitive: مفوضية الانتخابات is المفوضية للانتخابات."""
    return word[2:] if word[:2] in ("ال", "لل") and len(word) > 4 else word


def known_names(groups: list[Group]):
    """Tie groups that the lexicons know as one country, region, organisation or thing."""
    seen: dict[tuple, list[Group]] = {}
    for group in groups:
        form = group.form
        if form.place and group.type != "PER":
            seen.setdefault(("place", form.place), []).append(group)
        elif form.body and (group.type in ("ORG", "MISC") or form.latin):
            seen.setdefault(("body", form.body), []).append(group)
        elif form.thing and group.type == "MISC":
            seen.setdefault(("thing", form.thing), []).append(group)
    words = {"abbreviation": "abbreviation of", "translation": "translation of", "short": "short form of"}
    for (sort, _), same in seen.items():
        if len(same) > 1:
            main = max(same, key=lambda group: (group.form.kind in ("", "full"), len(group.rows), len(group.form.key)))
            for group in same:
                if group is not main:
                    why = "other name of" if sort == "place" else words.get(group.form.kind, "other name of")
                    group.tie(main, why)


def heads(groups: list[Group]):
    """Tie «مدينة حلب» to «حلب», «حركة حماس» to «حماس», and «الحديدة» to «حديدة»."""
    by_key = {}
    for group in groups:
        if group.type != "PER":
            by_key.setdefault(group.form.key, group)
    for group in groups:
        if group.type == "PER":
            continue
        place = group.type == "LOC"
        one = len(spelling.units(group.form.words)) == 1  # «حزب الله»: one name, as نصر الله is.
        rest = () if one else entity_forms.headless(group.form.words, "place_heads" if place else "organisation_heads")
        bare = by_key.get(spelling.joined(" ".join(rest))) if rest else None
        if bare is not None and _fits(group, bare, place):
            group.tie(bare, "same without the head as")
        definite = group.form.key.startswith("ال") and len(group.form.key) > 5
        bare = by_key.get(group.form.key.removeprefix("ال")) if definite else None
        if bare is not None and bare is not group:
            bare.tie(group, "without the article")


def realms(groups: list[Group]):
    """Tie a bare «المملكة» or «شبه الجزيرة» to the one place of the article whose full name begins so."""
    places = [group for group in groups if group.type == "LOC"]
    for group in places:
        key = group.form.key
        if group.form.place or key.removeprefix("ال") not in entity_forms.heads("place_heads"):
            continue
        found = [other for other in places if key in gazetteer.openings(other.form.place) or _opens(other, key)]
        if len({id(other.root()) for other in found}) == 1:
            group.tie(found[0], "short form of")


def _opens(long: Group, key: str) -> bool:
    return key.startswith(("ال", "شبه")) and long.form.key.startswith(key + " ")


def _fits(long: Group, short: Group, place: bool) -> bool:
    """Whether a name without its head can be the same thing: a town and its country are not, nor a body and a place."""
    if place:
        return short.type == "LOC" and not (short.form.place and not long.form.place)
    kind = entity_forms.heads("organisation_heads").get(long.form.words[0])
    if kind == "university" and short.form.key in gazetteer.cities().exact:
        return False
    adjective = len(short.form.words) == 1 and _loose(short.form.words[0])
    return short.type in ("ORG", "MISC") and not short.form.place and not adjective


def _nisba(rest: tuple[str, ...]) -> bool:
    """Whether what is left is one adjective: after another one it says which nation's (البنك المركزي الأنداري)."""
    return len(rest) == 1 and rest[0].startswith("ال") and rest[0].endswith(("ي", "يه"))


def _part_of(long: tuple[str, ...], short: tuple[str, ...], local) -> bool:
    """Whether a shorter name of an organisation can stand for a longer one."""
    if long[: len(short)] == short:
        rest = long[len(short) :]
        if not _generic(short[0]):
            # «أبل وهواوي» are two; and a word of one or two letters is part of too many names.
            return not rest[0].startswith("و") and (len(short) > 1 or len(short[0]) > 2)
        party = entity_forms.heads("organisation_heads").get(short[0]) == "party" and len(short) > 1
        loose = all(_loose(word, local) for word in rest) or (len(short) > 1 and short[-1] in _tails() and _nisba(rest))
        return party or (loose and (len(short) > 1 or short[0].startswith("ال")))
    if len(short) == 1:
        word = short[0]
        if word.startswith("ال") and _generic(word) and long[0] == word[2:]:
            return True
        if _generic(long[0]) and word in _tails() and long[1] == word:  # المركزي: the central bank
            return True
        return long[-1] == word and not _loose(word) and not _generic(word) and not _generic(long[0])
    first, last = (_bare(long[0]), _bare(short[0])), (_bare(long[-1]), _bare(short[-1]))
    if first[0] == first[1] and last[0] in (last[1], "و" + short[-1]) and not _loose(short[-1]):
        rest = iter(map(_bare, long))
        return all(_bare(word) in rest for word in short[:-1])
    return False


def short_forms(groups: list[Group]):
    """Tie an organisation's short form to the one longer name in the article that it can stand for."""
    bodies = [group for group in groups if group.type in ("ORG", "MISC")]
    local = frozenset(demonyms.adjective(group.form.whole) for group in groups if group.type == "LOC")
    by_word = {}
    for group in bodies:
        for word in {*map(_bare, group.form.words[:2]), _bare(group.form.words[-1])}:
            by_word.setdefault(word, []).append(group)
    for group in sorted(bodies, key=lambda group: -len(group.form.words)):
        short = group.form.words
        pool = by_word.get(_bare(short[0]), ())
        if group.form.place or len(pool) > _MANY:
            continue
        found = [
            long
            for long in pool
            if len(long.form.words) > len(short)
            and long.type == group.type
            and not (group.form.body and long.form.body and group.form.body != long.form.body)
            and _part_of(long.form.words, short, local)
        ]
        if group.form.body:  # «الأمم المتحدة» and «الأمم المتحدة للطفولة» are two, «غوغل» and «غوغل نيوز» too.
            found = [
                long
                for long in found
                if all(
                    word in _tails() or (_loose(word, local) and word[0] != "ل")
                    for word in long.form.words[len(short) :]
                )
            ]
        least = min(found, key=lambda long: len(long.form.words), default=None)
        nested = [long for long in found if long.form.key.startswith(least.form.key)]
        if len({id(long.root()) for long in found}) == 1 or (len(short) == 1 and 0 < len(found) == len(nested)):
            group.tie(max(found, key=lambda long: (long is least, len(long.rows))), "short form of")


def spellings(groups: list[Group]):
    """Tie what is left where two names differ in spelling alone: single names of persons, organisations, places."""
    seen: dict[tuple, list[Group]] = {}
    for group in groups:
        words = group.form.units if group.type == "PER" else group.form.words
        if group.form.place or group.form.latin or (group.type == "PER" and len(words) > 1):
            continue
        key = (group.type == "PER", *map(spelling.skeleton, words))
        for other in seen.setdefault(key, [])[:_MANY]:
            theirs = other.form.units if group.type == "PER" else other.form.words
            if len(words) == len(theirs) and all(map(spelling.same, words, theirs)) and not _two_towns(group, other):
                group.tie(other, "spelling of")
                break
        else:
            seen[key].append(group)


def _two_towns(one: Group, two: Group) -> bool:
    """Whether two places are known as different towns, so that likeness of their names is chance."""
    if one.type != "LOC" or two.type != "LOC":
        return False
    exact = gazetteer.cities().exact
    rows = exact.get(one.form.key), exact.get(two.form.key)
    return rows[0] is not None and rows[1] is not None and not set(rows[0]) & set(rows[1])


def strays(groups: list[Group], people) -> None:
    """Tie a single word that was taken for something else than a person, but is a surname in this article."""
    for group in groups:
        if group.type == "PER" or len(group.form.words) > 1 or group.form.place or group.form.body or group.known:
            continue
        if group.type == "LOC" and group.form.key in gazetteer.cities().exact:
            continue
        full = [person for person in people.by_part.get(group.form.key, ()) if person.form.units[-1] == group.form.key]
        if len({id(person.root()) for person in full}) == 1:
            group.tie(full[0], "surname of")
