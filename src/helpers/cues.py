"""Cues: the words that say that somebody said something, and those that say who does, each with its class."""

import re
from functools import cache, lru_cache

from helpers import date_words, lexicons
from helpers.cue_forms import POSSESSIVES, SHADDA, doubled, forms, shaped
from helpers.frequencies import zipf
from helpers.normalise import light, standard
from helpers.scan import OTHER, Alphabet, Entry, fold, plain, proclitic_splits, raw_skip

ALPHABET = Alphabet()
MARKS = {
    "،": "comma", ",": "comma", ".": "dot", "؟": "stop", "?": "stop", "!": "stop", "؛": "stop", "…": "stop",
    ":": "colon",
    "(": "open", ")": "close", "[": "open", "]": "close", "-": "dash", "–": "dash", "—": "dash",
    **dict.fromkeys('"«»“”„‟‹›″＂', "mark"),
}  # fmt: skip
PERSONAL = ("person", "official", "spokesperson")

TIME_KINDS = (
    "weekday", "deictic", "part", "part_of_day", "unit:day", "the_unit:day", "the_unit:week", "the_unit:month",
    "the_unit:night", "month",
)  # fmt: skip


OFFICES = ("office", "head of state", "royal", "rank", "religious")  # kinds of data/lexicons/titles.csv


@cache
def words() -> dict[str, tuple[str, object]]:
    """Class and value of every word that the grammar of quotations knows, by its standard form."""
    found: dict[str, tuple[str, object]] = {}
    for row in lexicons.read("cue_words").itertuples(index=False):
        if row.kind not in ("impersonal", "adds"):  # these are words like others in other places
            found.setdefault(standard(row.word), (row.kind, row.value))
    for form, cue in forms().items():
        found.setdefault(form, (cue.kind, cue))
    for form, (kind, _) in date_words.words().items():
        if kind in TIME_KINDS:
            found.setdefault(form, ("time", kind))
    return found


@cache
def loose_words() -> dict[str, tuple[str, object]]:
    """The same by the heavy form, for spellings like «الوزاره»."""
    found: dict[str, tuple[str, object]] = {}
    for form, known in words().items():
        dual = getattr(known[1], "gender", "") == "p" and form.endswith("ا")
        if not dual and not getattr(known[1], "object", False):  # «زعماء» is no «زعما», «قضاة» no «قضاه»
            found.setdefault(fold(form), known)
    return found


@cache
def impersonal() -> frozenset[str]:
    """Present verbs that, right before their clause, name nobody («يذكر أن»), folded."""
    table = lexicons.read("cue_words")
    return frozenset(map(fold, table.word[table.kind == "impersonal"]))


@cache
def adds() -> frozenset[str]:
    """Words behind a comma with which the writer adds to what was reported («، بعدما»), folded."""
    table = lexicons.read("cue_words")
    return frozenset(map(fold, table.word[table.kind == "adds"]))


@lru_cache(maxsize=1 << 18)
def classify(word: str) -> Entry:
    """Class, value and attached letters of a word as written.

    >>> classify("وقالت").value.lemma, classify("وقالت").skip, classify("فيلم").letter == OTHER
    ('قال', 1, False)
    """
    if word in MARKS:
        return Entry(ALPHABET[MARKS[word]])
    if not word[0].isalpha():
        return Entry(OTHER)
    if SHADDA in word:
        for rest, skip in proclitic_splits(shaped(word)):
            if rest in doubled():
                return Entry(ALPHABET["verb"], doubled()[rest], raw_skip(word, skip))
    for shape, known in ((plain, words()), (fold, loose_words())):
        form = shape(word)
        for rest, skip in proclitic_splits(form):
            if rest in known:
                kind, value = known[rest]
                if kind == "that" and ("آ" in word or word.endswith("ء")):  # a name: «آن»; «إنهاء»
                    continue
                if _may_carry(kind, form[:skip], rest):
                    return Entry(ALPHABET[kind], value, raw_skip(word, skip))
    return Entry(ALPHABET["and_she"] if is_joined_past(light(word)) else OTHER)


JOINED_PAST = re.compile(r"و(\w{2,})ت")


def is_joined_past(word: str) -> bool:
    """Whether a word is «و» and a verb of the past in the feminine: its masculine is a word too.

    >>> is_joined_past("وأطلقت"), is_joined_past("وتصريحات"), is_joined_past("وقت")
    (True, False, False)
    """
    match = JOINED_PAST.fullmatch(word)
    if not match or match.group(1).endswith("ا"):
        return False
    weak = max(zipf(match.group(1) + ending) for ending in ("", "ى", "ا"))
    return weak > 2 and zipf(match.group(1) + "ت") > 2


def _may_carry(kind: str, attached: str, rest: str) -> bool:
    """Which attached letters a class of words takes: verbs only و and ف, «أن» no ف, ل or ك."""
    if not attached:
        return True
    if kind == "that":
        return attached in ("و", "ب", "وب")
    if kind in ("verb", "participle", "according", "was", "already", "impersonal"):
        return attached in ("و", "ف")
    if kind in ("noun", "expression"):
        return attached in ("و", "ب", "وب", "ف", "ل", "ول")
    return len(rest) > 2 or attached in ("و", "ف")


for _kind, _ in words().values():
    ALPHABET[_kind]
for _kind in (*MARKS.values(), "and_she"):
    ALPHABET[_kind]


@cache
def roles() -> dict[str, str]:
    """Kind of speaker (person, spokesperson, document, source, body, office) of a folded word without ال."""
    found = {fold(row.role): row.kind for row in lexicons.read("roles").itertuples(index=False)}
    for row in lexicons.read("titles").itertuples(index=False):  # titles before a name are roles of persons too
        title = fold(row.title)
        if " " not in title and row.position == "before":
            kind = "official" if row.kind in OFFICES else "person"
            found.setdefault(title[2:] if title.startswith("ال") else title, kind)
    return found


@cache
def _fitting(kind: str) -> frozenset[str]:
    """The bare folded words of data/lexicons/roles.csv that fit so."""
    table = lexicons.read("roles")
    return frozenset(map(fold, table["role"][table["fits"] == kind]))


def anybody() -> frozenset[str]:
    """Words for people in office that point back to one of any office («المسؤول»), bare and folded."""
    return _fitting("any")


def brought_out() -> frozenset[str]:
    """Words for documents that somebody is said to bring out («أصدرت الوزارة بيانا»), bare and folded."""
    return _fitting("issued")


@cache
def is_media(word: str) -> bool:
    """Whether a word as written is a paper, station or agency («صحيفة», «لوكالة»)."""
    return role_split(word)[1] in _fitting("media")


@cache
def is_delegate(word: str) -> bool:
    """Whether a word as written is somebody or something that speaks for a country («سفير», «بعثة»)."""
    return role_split(word)[1] in _fitting("delegate")


@cache
def is_one(word: str) -> bool:
    """Whether a source as written is one person or paper («مصدر», not «مصادر»)."""
    return role_split(word)[1] in _fitting("one")


@cache
def role(word: str) -> str:
    """The kind of speaker that a word as written names, or nothing.

    >>> role("المبعوث"), role("والمتحدثة"), role("خبز")
    ('official', 'spokesperson', '')
    """
    return role_split(word)[0]


@cache
def role_split(word: str) -> tuple[str, str, int]:
    """Kind of speaker, the bare folded role, and how many characters are attached before it.

    >>> role_split("لتقرير"), role_split("للوزير")
    (('document', 'تقرير', 1), ('official', 'وزير', 1))
    """
    known = roles()
    if light(word) in _particles():
        return "", "", 0
    if light(word).endswith("ه"):  # «مديره» is no «مديرة»
        for rest, skip in proclitic_splits(fold(word)):
            for single in _owned(rest) if not rest.startswith("ال") else ():
                if known.get(single) in PERSONAL:
                    return known[single], single, raw_skip(word, skip)
    for rest, skip in proclitic_splits(fold(word)):
        for form in (rest, rest[2:] if rest.startswith("ال") else rest):
            if form in known:
                return known[form], form, raw_skip(word, skip)
    for rest, skip in proclitic_splits(fold(word)):  # «مسؤولين», «مصدران», «صحافيات»: several nobody names
        bare = rest.removeprefix("ال")
        ends = {"ين": bare[:-2], "ون": bare[:-2], "ان": bare[:-2], "ات": bare[:-2] + "ه"}
        single = ends.get(bare[-2:], "")
        if len(single) > 2 and single in known:
            kind = known[single]
            return "source" if kind in PERSONAL else kind, single, raw_skip(word, skip)
    for rest, skip in proclitic_splits(fold(word)):  # «مدربه», «رئيستها»: somebody's
        for single in _owned(rest) if not light(word).endswith("ة") else ():  # «محافظة» is no «محافظه»
            if known.get(single) in PERSONAL:
                return known[single], single, raw_skip(word, skip)
    for rest, skip in proclitic_splits(fold(word)):  # «وزيرا الخارجية والنقل»
        if len(rest) > 4 and rest.endswith("ا") and known.get(rest[:-1]) in PERSONAL:
            return known[rest[:-1]], rest[:-1], raw_skip(word, skip)
    return "", "", 0


@cache
def _particles() -> frozenset[str]:
    """Prepositions as written, light: «أمام» is no «إمام»."""
    table = lexicons.read("cue_words")
    return frozenset(map(light, table["word"][table["kind"] == "preposition"]))


def _owned(word: str):
    """What a folded word may be without the pronoun at its end: «مدربه» -> «مدرب», «رئيستها» -> «رئيسه»."""
    for ending in POSSESSIVES:
        if word.endswith(ending) and len(word) > len(ending) + 3:
            stem = word[: -len(ending)]
            yield stem
            if stem.endswith("ت"):
                yield stem[:-1] + "ه"


@cache
def definite(word: str) -> bool:
    """Whether a role as written, without attached letters, means one person: with the article or with a pronoun.

    >>> definite("المدرب"), definite("مدربه"), definite("مدرب")
    (True, True, False)
    """
    folded = fold(word)
    mine = not light(word).endswith("ة") and any(one in roles() for one in _owned(folded))
    return folded.startswith(("ال", "لل")) or mine
