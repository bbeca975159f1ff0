"""Sides of an event: who acts, upon or with whom, and where, from the names around the word that tells the act."""

from functools import cache

from helpers import cues, lexicons
from helpers.acts import Act, acts, objects
from helpers.cues import ALPHABET
from helpers.normalise import standard
from helpers.scan import OTHER, fold
from helpers.speaker_mentions import Named, letters_of
from helpers.speaker_phrases import HARD

BESIDE, NEAR, WITHIN = 7, 10, 7  # words from act to agent, from agent to other side, from there to the place
FURTHER = 8  # words more where a preposition leads the other side in: «أجرى محادثات معمقة حول ... مع فلان»
HAPPENING = "took place"  # kind in data/lexicons/act_objects.csv
QUESTION = ("؟", "?")
IN_WORDS = "in words"
COMMA, NOT, THAT, IN = (ALPHABET[name] for name in ("comma", "not", "that", "in"))
PREPOSITIONS = letters_of("preposition", "in", "on", "about", "from", "to", "blocker", "according", "against")


def read(cast, act: Act, token: int, start: int, end: int):
    """Agent, other side and place of an act; None where they are not all plain."""
    letters = cast.batch.letters
    if end < len(cast.batch.words) and cast.batch.words[end] in QUESTION:
        return None
    before = letters[token - 1] if token > start else ""
    if before == NOT or before == THAT and act.present:  # «لم يزر», «يريد أن يزور»
        return None
    if act.kind == "verb":
        agent, after = _agent(cast, token, start, end)
    elif act.owner:
        named = [name for name in cast.within(start, token) if name.type == "PER"]
        alone = len({name.entity for name in named}) == 1 and not _led(named[0])  # «زيارته»: whose, if two are named?
        agent, after = (named[0] if alone else None), token + 1
    else:
        agent = _first(cast, token + 1, min(end, token + 1 + BESIDE))
        after = agent.end if agent else end
        if agent is None or agent.type not in act.agents:
            agent, after = _taking_part(cast, act, token, start), token + 1
    if agent is None or not agent.entity or agent.type not in act.agents or cast.clashes(agent, act.gender):
        return None
    told = [objects().get(fold(word), "") for word in cast.batch.words[token + 1 : min(end, after + NEAR)]]
    if act.needs and (act.needs not in told or IN_WORDS in told):  # «شن هجوما لاذعا على»
        return None
    other = _other(cast, act, after, end, agent)
    if other is None:
        return None
    return agent, other, _place(cast, token, min(end, max(agent.end, other.end) + WITHIN), (agent, other))


def _agent(cast, token: int, start: int, end: int) -> tuple[Named | None, int]:
    """The subject of a verb: named right before it, or first after it."""
    end_of_name = token - 1 if cast.batch.letters[token - 1] in (COMMA, ALPHABET["already"]) else token
    low = [name for name in cast.within(max(start, token - 12), token) if name.end == end_of_name and not _led(name)]
    word = standard(cast.batch.words[token])
    if low and (word in acts() or word[0] not in "وف") and not _after_preposition(cast, low[-1], start):
        return low[-1], token + 1
    first = _first(cast, token + 1, min(end, token + 1 + BESIDE))
    return first, first.end if first else end


def _taking_part(cast, act: Act, token: int, start: int) -> Named | None:
    """Whose act a bare noun tells that took place: the one person named before it («بحث فلان خلال زيارة إلى ...»)."""
    words = cast.batch.words
    took_place = any(objects().get(fold(word)) == HAPPENING for word in words[max(start, token - 3) : token])
    if not took_place or fold(words[token]).startswith("ال") or fold(words[token + 1]) in objects():
        return None
    named = [name for name in cast.within(start, token) if name.type == "PER"]
    free = [
        name for name in named if cast.told_of(name) or not _led(name) and not _after_preposition(cast, name, start)
    ]
    return free[0] if len({name.entity for name in named}) == 1 and free else None


def _after_preposition(cast, name: Named, start: int) -> bool:
    low = max([start, name.start - 3, *(other.end for other in cast.within(name.start - 3, name.start))])
    return any(letter in PREPOSITIONS for letter in cast.batch.letters[low : name.start])


def _first(cast, start: int, end: int) -> Named | None:
    """The first name in a stretch, if nothing but a role stands before it."""
    for name in cast.within(start, end + 4):
        if name.start >= end or _led(name) or _cut(cast, start, name.start, 0):
            return None
        if name.type == "PER" or name.start == start:
            return name
        person = next((n for n in cast.within(name.end, end + 4) if n.type == "PER" and not _led(n)), None)
        if person and cues.role(cast.batch.words[start]) and not _cut(cast, name.end, person.start, 0):
            return person  # «وزير الخارجية الروسي لافروف», «رئيس فرنسا ماكرون»
        near = name.start == start + 1 and _describes(cast, start)  # «مدينة سرت», not «مسلحي داعش»
        return name if name.type == "ORG" and near else None
    return None


def _cut(cast, start: int, end: int, commas: int) -> bool:
    """Whether words part two names: stops, prepositions, verbs of saying, more commas than allowed."""
    letters = cast.batch.letters[start:end]
    if letters.count(COMMA) > commas:
        return True
    barred = HARD | PREPOSITIONS | letters_of("verb", "participle")
    return any(letter in barred for letter in letters)


def _led(name: Named) -> bool:
    return name.attached.strip("و") in ("ل", "ب", "ك")


def _other(cast, act: Act, start: int, end: int, agent: Named) -> Named | None:
    """The other side: the next name of a fitting type, led in as the act asks for."""
    words, letters = cast.batch.words, cast.batch.letters
    far = NEAR + FURTHER * bool(act.needs)
    for name in cast.within(start, min(end, start + far + 6)):
        if name.start - start > far or name.entity == agent.entity or not name.entity:
            return None
        attached, place = name.attached.strip("و"), name.start
        place -= place > start and words[place - 1] == "#"
        while place > start and not attached and _describes(cast, place - 1):
            place -= 1
            attached = "ب" if fold(words[place]).startswith("ب") and cues.role_split(words[place])[2] else ""
            attached = attached or ("ل" if fold(words[place]).startswith("لل") else "")
        before = place - 1
        lead = attached
        if not lead and before >= start and letters[before] in PREPOSITIONS:
            lead = fold(words[before])
        if name.type in act.types:
            if place < name.start and _owned(cast, name.start - 1):  # «التقى بوالد نيمار»
                return None
            if name.type == "PER" and _of_another(cast, place, start):  # «هاجمت الصين تعليقات فلان»
                return None
            if lead in act.other and any(fold(words[at]) == lead for at in range(start, before)):
                return None  # «هجمات على قرى ... على الضفة»: on the first
            direct = "object" in act.other and (act.kind == "verb" or act.owner) and fold(words[place])[0] != "و"
            joined = act.kind == "noun" and not act.owner and name.attached == "و" and name.start == start
            joined = joined and act.types == act.agents  # «لقاء فلان وفلان», not «استهداف غزة ورفح»
            if lead in act.other or joined or direct and not lead and not _cut(cast, start, place, 1):
                return name
            if name.type == "PER" and _role_led(cast, act, start, name):
                return name
            if not lead:
                return None
        elif not lead and name.type != "LOC":
            return None
    return None


def _of_another(cast, place: int, start: int) -> bool:
    """Whether a plain indefinite noun stands right before a name: something of theirs."""
    low = place - 1
    if low < start or cast.batch.letters[low] != OTHER or any(n.end > low for n in cast.within(start, place)):
        return False
    word = fold(cast.batch.words[low])
    return word[:1].isalpha() and not word.startswith("ال") and not _describes(cast, low)


def _role_led(cast, act: Act, start: int, name: Named) -> bool:
    """Whether a preposition leads in the long role before a person: «مع الأمين العام للمجلس الأعلى فلان»."""
    words, letters = cast.batch.words, cast.batch.letters
    for at in range(name.start - 2, start - 1, -1):
        if letters[at] in HARD or letters[at] == COMMA:
            return False
        if fold(words[at]) in act.other and letters[at] in PREPOSITIONS:
            return cues.role(words[at + 1]) in cues.PERSONAL
    return False


def _describes(cast, token: int) -> bool:
    """Whether a word goes with the name after it: a role and its adjectives, or the kind of a place."""
    word = fold(cast.batch.words[token])
    if cast.batch.letters[token] in PREPOSITIONS | HARD or cast.batch.letters[token] == COMMA:
        return False
    bare = word.lstrip("وبل")
    bare = bare[2:] if bare.startswith("ال") else bare
    if cues.role(cast.batch.words[token]) or bare in _place_heads() or word.startswith("نظير"):
        return True
    near = cast.batch.words[max(0, token - 3) : token]
    return any(cues.role(other) or fold(other).startswith("نظير") for other in near)


def _owned(cast, token: int) -> bool:
    """Whether a role belongs to the person after it: «والد نيمار», not «الرئيس ماكرون»."""
    kind, _, skip = cues.role_split(cast.batch.words[token])
    return bool(kind) and not fold(cast.batch.words[token][skip:]).startswith(("ال", "لل"))


@cache
def _place_heads() -> frozenset:
    table = lexicons.read("place_heads")
    return frozenset(fold(word).removeprefix("ال") for word in table["head"][table["same"] == "yes"])


def _place(cast, token: int, end: int, taken) -> str:
    """The place of an act: the first named place in it that «في» or «ب» leads in."""
    words, letters = cast.batch.words, cast.batch.letters
    entities = {name.entity for name in taken}
    for name in cast.within(token, end):
        if name.type != "LOC" or name.entity in entities or not name.entity:
            continue
        near = letters[max(token, name.start - 3) : name.start]
        if (
            name.attached == "ب"
            or IN in near
            or any(fold(word).startswith("ب") and cues.role(word) for word in words[name.start - 1 : name.start])
        ):
            return name.entity
    return ""
