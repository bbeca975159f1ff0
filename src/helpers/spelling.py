"""When two spellings are one name: folding that is always safe, and the letters that foreign names are spelled with.

Arabic has no letters for g, p, v and most vowels of foreign names, so سيرغي is also سيرجي, and ترامب also ترمب.
`fold` undoes what is never a difference between two names (hamza, ta marbuta, alef maksura, diacritics, hashtags);
`same` allows the letters of data/lexicons/name_sounds.csv and long vowels, within bounds, and never between two
Arabic given names (حسن and حسين, سالم and سليم).
"""

import re
from functools import cache, lru_cache

from helpers import lexicons, normalise

_VOWELS = frozenset("اوي")
_marks = re.compile(r"[#@\"'“”‘’«»‹›()\[\]{}،؛,;:!؟?]+|\.(?=\s|$)")
_gaps = re.compile(r"[\s_\-‐-―]+")


def clean(text: str) -> str:
    """A name as it would stand by itself: no hash, quotation marks, brackets or diacritics; underscores become spaces.

    >>> clean("#البيت_الأبيض"), clean("دونالد #ترمب"), clean("«داعش»")
    ('البيت الأبيض', 'دونالد ترمب', 'داعش')
    """
    return " ".join(_gaps.split(_marks.sub("", normalise.light(text)))).strip()


def fold(text: str) -> str:
    """The form under which two spellings of a name that differ in nothing that counts are equal.

    `clean`, then `normalise.heavy`: hamza, ta marbuta, alef maksura, diacritics, tatweel and Latin capitals make no
    difference.

    >>> fold("أنطونيو غوتيريس") == fold("انطونيو غوتيريس"), fold("#صنعاء") == fold("صنعا")
    (True, True)
    """
    return normalise.heavy(clean(text))


_joined = re.compile(r"(?:^|(?<= ))(?:اب[واي]|عبد) ")


def key(text: str) -> str:
    """`fold`, with أبو and عبد joined to what follows: equal for names that are one in any spelling of the language.

    >>> key("أبو ظبي") == key("أبوظبي"), key("عبد الله") == key("عبدالله")
    (True, True)
    """
    return joined(fold(text))


def joined(folded: str) -> str:
    """The last step of `key`, for text that is folded already.

    >>> joined("ابي ظبي")
    'ابوظبي'
    """
    return _joined.sub(lambda found: "عبد" if found[0][0] == "ع" else "ابو", folded)


@cache
def _parts() -> dict[str, frozenset]:
    table = lexicons.read("name_parts")
    return {
        joins: frozenset(fold(part) for part in table.part[table.joins == joins])
        for joins in ("next", "previous", "particle")
    }


_ONE_FORM = {"ابا": "ابو", "ابي": "ابو", "ابن": "بن"}


def units(words) -> tuple[str, ...]:
    """The parts of a person's name, with what belongs together joined: عبد with its name, kunya, son-of, the Dutch van.

    Parameters
    ----------
    words : sequence of str
        Folded words.

    Returns
    -------
    tuple of str
        The parts; joined ones have no space, so that عبدالله and عبد الله are equal; ابن is بن, and أبا and أبي are
        أبو.

    >>> units(fold("عبد الفتاح السيسي").split())
    ('عبدالفتاح', 'السيسي')
    >>> units(fold("محمد بن سلمان").split()), units(fold("ستافان دي ميستورا").split())
    (('محمد', 'بن سلمان'), ('ستافان', 'دي ميستورا'))
    """
    parts, out, held = _parts(), [], ""
    for place, word in enumerate(words):
        last = place == len(words) - 1
        if word in parts["next"] and not last:
            word = _ONE_FORM.get(word, word)
            held += f"{word} " if word in ("بن", "بنت", "ال", "ولد") else word
        elif word in parts["particle"] and not last and not held:
            held += f"{word} "
        elif word in parts["previous"] and out and not held:
            out[-1] += word
        else:
            out.append(held + word)
            held = ""
    return tuple(out)


@cache
def _given() -> frozenset[str]:
    return frozenset("".join(units(fold(name).split())) for name in lexicons.words("arabic_given_names"))


def given(unit: str) -> bool:
    """Whether a unit is one of the Arabic given names of arabic_given_names.csv.

    >>> given("عبدالفتاح"), given("حفتر")
    (True, False)
    """
    return unit in _given()


@cache
def _sounds() -> tuple[frozenset, dict[str, str]]:
    """The pairs of letters that may stand for one another, and each letter's family for `skeleton`."""
    table = lexicons.read("name_sounds")
    family = {}
    for letter, other in zip(table.letter, table.other, strict=True):
        old, new = family.get(other, other), family.get(letter, letter)
        family |= {key: new for key, value in family.items() if value == old} | {other: new, letter: new}
    pairs = {*zip(table.letter, table.other, strict=True), *zip(table.other, table.letter, strict=True)}
    return frozenset(pairs), family


@lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """What all spellings of a word that `same` could accept have in common: its consonants, by families of sound.

    >>> skeleton(fold("شويغو")) == skeleton(fold("شويجو")), skeleton("ترامب") == skeleton("ترمب")
    (True, True)
    """
    family, out = _sounds()[1], []
    for letter in word:
        letter = family.get(letter, letter)
        if letter not in _VOWELS and (not out or out[-1] != letter):
            out.append(letter)
    if len(out) > 1 and out[-1] == "ه":
        out.pop()
    return "".join(out)


def _distance(one: str, two: str, long: bool) -> float:
    """Edits between two folded words where only the allowed ones are finite; `long` allows one vowel for another."""
    pairs, never = _sounds()[0], 99.0
    # An initial or final vowel makes another word (روسي, روسيا); inside, foreign names come with and without it.
    row = [0.0] + [never] * len(two)
    for i, a in enumerate(one):
        above, row = row, [never] * (len(two) + 1)
        for j, b in enumerate(two):
            inner_a, inner_b = 0 < i < len(one) - 1, 0 < j < len(two) - 1
            if a == b:
                step = 0.0
            elif (a, b) in pairs or (long and a in _VOWELS and b in _VOWELS and inner_a and inner_b):
                step = 1.0
            elif {a, b} == {"ه", "ا"} and i == len(one) - 1 and j == len(two) - 1:
                step = 0.5
            else:
                step = never
            best = above[j] + step
            if inner_a and (a in _VOWELS or a == one[i - 1]):
                best = min(best, above[j + 1] + 1.0)
            if inner_b and (b in _VOWELS or b == two[j - 1]):
                best = min(best, row[j] + 1.0)
            row[j + 1] = best
    return row[-1]


@lru_cache(maxsize=200_000)
def same(one: str, two: str, sure: bool = False) -> bool:
    """Whether two folded words are spellings of one name.

    One edit is allowed in words of four to six letters, two in longer ones; an edit is a pair of letters of
    name_sounds.csv, or a long vowel or doubled letter more or less inside the word; in words of seven letters and
    more also one long vowel for another (in shorter ones that makes two people: ماركل and ميركل). Two different
    Arabic given names are never the same. With `sure`, when the rest of the name is equal, words of five letters
    count as long ones.

    >>> same(fold("شويغو"), fold("شويجو")), same(fold("غوتيريس"), fold("غوتيريش")), same("ترامب", "ترمب")
    (True, True, True)
    >>> same("حسن", "حسين"), same("سالم", "سليم"), same("روسي", "روسيا"), same("ماركل", "ميركل")
    (False, False, False, False)
    >>> same("جوردون", "غوردان"), same("جوردون", "غوردان", sure=True)
    (False, True)
    """
    if one == two:
        return True
    shorter = min(len(one), len(two))
    if shorter < 4 or skeleton(one) != skeleton(two):
        return False
    bare = [word[2:] if word.startswith("ال") else word for word in (one, two)]
    if bare[0] in _given() and bare[1] in _given():
        return False
    long = shorter >= (5 if sure else 7)
    return _distance(one, two, long) <= (2.0 if long else 1.0)
