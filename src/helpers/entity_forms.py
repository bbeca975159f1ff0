"""What one naming is made of: the name by itself, its titles, its parts, and the well-known thing that it names."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from helpers import gazetteer, lexicons, spelling


class Form(NamedTuple):
    """A naming, taken apart.

    `whole` is it without marks and hashes, `text` without titles too; `key` is the spelling key; `words` are the
    folded words and `units` a person's joined parts; `title` and `gender` what stood before or after the name;
    `place`, `body` and `thing` the name of the country or region, organisation, or competition and the like that the
    lexicons know it as, and `kind` how (full, short, abbreviation, translation, other).
    """

    whole: str
    text: str
    key: str
    words: tuple[str, ...]
    units: tuple[str, ...]
    title: str
    gender: str
    place: str
    body: str
    kind: str
    latin: bool
    thing: str


_year = re.compile("(?:19|20)[0-9]{2}")
_letters_with_dots = re.compile(r"\b(\w)\.(?=\w\b|\s|$)")


@cache
def titles(position: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The titles of titles.csv by their first word (before a name) or last word (after it), the longest first.

    >>> titles("before")[spelling.fold("اللواء")][0][0]
    ('اللوا', 'ركن')
    """
    table, found = lexicons.read("titles"), {}
    for title, where, gender in zip(table.title, table.position, table.gender, strict=True):
        if where == position:
            words = tuple(spelling.fold(title).split())
            found.setdefault(words[0 if position == "before" else -1], []).append((words, gender))
    return {word: sorted(entries, key=lambda entry: -len(entry[0])) for word, entries in found.items()}


def _untitled(words: list[str]) -> tuple[int, int, str]:
    """Where the name itself begins and ends among folded words, and the gender that its titles give away."""
    first, last, gender = 0, len(words), ""
    while first < last - 1:
        for title, sex in titles("before").get(words[first], ()):
            after = words[first + len(title) : last]
            # «أمير قطر» and «ملك الأردن» are no names with a title: a bare noun before a place or a definite word
            # owns it.
            owned = not title[0].startswith("ال") and len(title) == 1 and after and _owner(after)
            if after and tuple(words[first : first + len(title)]) == title and not owned:
                first, gender = first + len(title), gender or sex
                break
        else:
            break
    while last > first + 1:
        for title, sex in titles("after").get(words[last - 1], ()):
            if last - len(title) > first and tuple(words[last - len(title) : last]) == title:
                last, gender = last - len(title), gender or sex
                break
        else:
            break
    return first, last, gender


def _owner(words: list[str]) -> bool:
    return words[0].startswith("ال") or spelling.joined(" ".join(words)) in gazetteer.countries()[0]


@cache
def bodies() -> dict[str, tuple[str, str]]:
    """The organisations of organisations.csv: spelling key to the full name and how the key names it.

    >>> bodies()[spelling.key("WHO")]
    ('منظمة الصحة العالمية', 'abbreviation')
    """
    return _other_names("organisations")


@cache
def _other_names(lexicon: str) -> dict[str, tuple[str, str]]:
    table = lexicons.read(lexicon)
    found = {spelling.key(name): (name, "full") for name in table.name}
    for variant, name, kind in zip(table.variant, table.name, table.kind, strict=True):
        found[_body_key(spelling.key(variant))] = (name, kind)
    return found


def _thing(key: str) -> tuple[str, str]:
    """The thing of things.csv that a key names, with the year of an edition where one is in it, and how it names it."""
    known = _other_names("things")
    if key in known:
        return known[key]
    words = key.split()
    years = [word for word in words if _year.fullmatch(word)]
    if len(years) != 1:
        return "", ""
    name, kind = known.get(" ".join(word for word in words if word != years[0]), ("", ""))
    return (f"{name} {years[0]}", kind) if name else ("", "")


def _body_key(key: str) -> str:
    return " ".join(_letters_with_dots.sub(r"\1 ", key).replace(".", " ").split())


@cache
def heads(lexicon: str) -> dict[str, str]:
    """The heads of place_heads or organisation_heads, folded, to their kind; "" where the rest is another thing."""
    table = lexicons.read(lexicon)
    rows = zip(table["head"], table.kind, table.same, strict=True)
    return {spelling.fold(head): kind if same == "yes" else "" for head, kind, same in rows}


def headless(words: tuple[str, ...], lexicon: str) -> tuple[str, ...]:
    """The words after a head that only says what kind of thing it is; none where there is no such head.

    >>> headless(tuple(spelling.fold("مدينة حلب").split()), "place_heads")
    ('حلب',)
    """
    known = heads(lexicon)
    for length in (2, 1):
        if len(words) > length and known.get(" ".join(words[:length])):
            return words[length:]
    return ()


def _place(key: str, words: tuple[str, ...]) -> str:
    codes, names = gazetteer.countries()
    for name, kinds in (
        (key, None),
        (spelling.joined(" ".join(headless(words, "place_heads"))), ("country", "region")),
    ):
        if name in codes and (kinds is None or heads("place_heads").get(words[0]) == "country"):
            return names[codes[name]]
        if name in gazetteer.regions() and (kinds is None or heads("place_heads").get(words[0]) in kinds):
            return gazetteer.regions()[name].name
    return ""


@lru_cache(maxsize=500_000)
def parse(text: str) -> Form:
    """A naming taken apart, each distinct text once.

    >>> form = parse("اللواء المتقاعد خليفة حفتر")
    >>> form.text, form.title, form.units
    ('خليفة حفتر', 'اللواء المتقاعد', ('خليفه', 'حفتر'))
    >>> parse("#أميركا").place, parse("الناتو").body, parse("دولة الكويت").place, parse("مونديال 2018").thing
    ('الولايات المتحدة', 'حلف شمال الأطلسي', 'الكويت', 'كأس العالم 2018')
    """
    shown = spelling.clean(text).split() or [text.strip() or text]
    folded = [spelling.fold(word) or word for word in shown]
    first, last, gender = _untitled(folded)
    words = tuple(folded)
    key = spelling.joined(" ".join(words))
    body, kind = bodies().get(key) or bodies().get(_body_key(key)) or ("", "")
    thing, how = ("", "") if body else _thing(key)
    title = " ".join(shown[:first] + shown[last:])
    latin = not any("ء" <= letter <= "ي" for letter in key)
    return Form(
        " ".join(shown),
        " ".join(shown[first:last]),
        key,
        words,
        spelling.units(folded[first:last]),
        title,
        gender,
        _place(key, words),
        spelling.clean(body),
        kind or how,
        latin,
        spelling.clean(thing),
    )
