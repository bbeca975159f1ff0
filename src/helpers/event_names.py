"""Names beside an act: which of them stand free, which another word leads in, and what parts two of them."""

from functools import cache
from typing import NamedTuple

from helpers import cues, lexicons
from helpers.acts import acts_of, kinds_of
from helpers.cue_forms import OBJECTS
from helpers.cues import ALPHABET, PERSONAL
from helpers.normalise import light, standard
from helpers.scan import OTHER, fold
from helpers.speaker_appositions import HARD
from helpers.speaker_mentions import Named, is_led, letters_of
from helpers.speaker_roles import given_names

COMMA, IN, TIME = (ALPHABET[name] for name in ("comma", "in", "time"))
PREPOSITIONS = letters_of("preposition", "in", "on", "about", "from", "to", "blocker", "according", "against")
DASHES = ("-", "–")
CLOSE = 4  # words before a person in which another is named by them: «نجل الرئيس فلان»
FAR = letters_of("dot", "stop", "colon", "that", "relative", "mark", "verb")  # what parts an act from a place
BARRED = HARD | PREPOSITIONS | letters_of("verb", "participle")


class Scene(NamedTuple):
    """A sentence, the cast of its article, and the reported speech that begins in it."""

    cast: object
    start: int
    end: int
    said: tuple  # (first word, word after the last, speaker)
    countries: dict  # article -> code of a country -> a mention of it, filled as it is asked for
    before: str  # whose statement stands right before the sentence


def past_adverbs(cast, at: int, end: int) -> int:
    """The word after what says when or how often, where such words stand at a place: «أمس», «في عام 2013», «مرارا»."""
    words, letters = cast.batch.words, cast.batch.letters
    start = at
    while at < end - 1 and at not in cast.at:
        dated = at > start and (words[at].isdigit() or words[at] in "/-" or "past" in kinds_of(words[at]))
        if letters[at] == TIME or dated or "adverb" in kinds_of(words[at]):
            at += 1
        elif letters[at] == IN and letters[at + 1] == TIME:
            at += 2
        elif "year" in kinds_of(words[at + (letters[at] == IN)]):
            at += 1 + (letters[at] == IN)
            at += words[at].isdigit()
        else:
            break
    return at


def past_people(cast, start: int, end: int) -> int:
    """The word after «مسؤولين كبار من», where people of somewhere stand at a place."""
    words, letters = cast.batch.words, cast.batch.letters
    if start < end and (cues.role(words[start]) or "people" in kinds_of(words[start])):
        if start + 1 in cast.at:
            return start + 1  # «بين قادة | الجيش والأمم المتحدة»
        place = letters.find(ALPHABET["from"], start, min(end, start + CLOSE))
        return place + 1 if place > 0 and not cast.within(start, place) else start
    return start


def led(name: Named) -> bool:
    """Whether a preposition is attached to a name."""
    return name.attached.strip("و") in ("ل", "ب", "ك")


def clashes(cast, name: Named, gender: str) -> bool:
    """Whether the given name that a mention begins with is of the other gender than a verb or pronoun."""
    first_word = fold(cast.batch.words[name.start])[len(name.attached) :]
    own = given_names().get(first_word, "") if name.type == "PER" and name.end > name.start else ""
    return bool(own) and gender in ("m", "f") and own != gender


def cut(cast, start: int, end: int, commas: int) -> bool:
    """Whether words part two names: stops, prepositions, verbs of saying, more commas than allowed."""
    letters = cast.batch.letters[start:end]
    return letters.count(COMMA) > commas or any(letter in BARRED for letter in letters)


def after_preposition(cast, name: Named, start: int) -> bool:
    """Whether a preposition stands up to three words before a name, with no other name between."""
    low = max([start, name.start - 3, *(other.end for other in cast.within(name.start - 3, name.start))])
    return any(letter in PREPOSITIONS for letter in cast.batch.letters[low : name.start])


def first(cast, start: int, end: int) -> Named | None:
    """The first name in a stretch, if nothing but a role stands before it."""
    for name in cast.within(start, end + 4):
        apposed = name.type == "PER" and cast.batch.letters[name.start - 1] == COMMA  # «الرئيس الفرنسي، فلان»
        apposed = apposed and name.start > start + 1 and bool(cues.role(cast.batch.words[start]))
        if name.start >= end or led(name) or cut(cast, start, name.start, apposed) or kin_before(cast, start, name):
            return None
        if any(is_peer(fold(word)) for word in cast.batch.words[start + 1 : name.start]):
            return None  # «التقى الرئيس | نظيره فلانا»
        if name.type == "PER" or name.start == start:
            return name if name.start == start or _goes_with(cast, start, name.start) else None
        person = next((n for n in cast.within(name.end, end + 4) if n.type == "PER" and not led(n)), None)
        if person and cues.role(cast.batch.words[start]) and not cut(cast, name.end, person.start, 0):
            return person  # «وزير الخارجية الروسي لافروف», «رئيس فرنسا ماكرون»
        near = name.start == start + 1 and describes(cast, start)
        # «مدينة سرت», not «مسلحي داعش», «قائد الفريق»
        near = near and cues.role(cast.batch.words[start]) not in (*PERSONAL, "source")
        near = near or name.start == start + 1 and "fighters" in kinds_of(cast.batch.words[start])
        return name if name.type == "ORG" and near else None
    return None


def _goes_with(cast, start: int, end: int) -> bool:
    """Whether the words before a person say who that is: «رئيس الوزراء فلان», not «الرئيس مسقط رأس فلان»."""
    words = cast.batch.words
    named = {at for name in cast.within(start, end) for at in range(name.start, name.end)}
    plain = (at for at in range(start, end) if at not in named and not fold(words[at]).lstrip("و").startswith("ال"))
    return sum(not describes(cast, at) for at in plain if cast.batch.letters[at] == OTHER) <= 1


def kin_before(cast, start: int, name: Named) -> bool:
    """Whether what stands before a person is somebody or something of theirs: «أرملة المعارض فلان», «إدارة فلان»."""
    words = cast.batch.words
    for at in range(max(start, name.start - CLOSE), name.start) if name.type == "PER" else ():
        kinds = kinds_of(words[at])
        if not kinds or fold(words[at]).lstrip("وف").startswith("ال"):
            continue
        whole = at + 1 < name.start and cues.role(words[at + 1]) in PERSONAL
        if "kin" in kinds or "of another" in kinds and (at + 1 == name.start or whole):
            return True
    return False


def of_another(cast, place: int, start: int) -> bool:
    """Whether a plain indefinite noun stands right before a name: something of theirs."""
    low = place - 1
    if low < start or cast.batch.letters[low] != OTHER or any(n.end > low for n in cast.within(start, place)):
        return False
    word = fold(cast.batch.words[low])
    own = len(word) > 3 and standard(cast.batch.words[low]).endswith(OBJECTS)  # «رفيقه فلان» is himself
    return word[:1].isalpha() and not word.startswith("ال") and not own and not describes(cast, low)


def describes(cast, token: int) -> bool:
    """Whether a word goes with the name after it: a role and its adjectives, or the kind of a place."""
    word = fold(cast.batch.words[token])
    if cast.batch.letters[token] in PREPOSITIONS | HARD or cast.batch.letters[token] == COMMA:
        return False
    bare = word.lstrip("وبل")
    bare = bare[2:] if bare.startswith("ال") else bare
    if cues.role(cast.batch.words[token]) or bare in place_heads() or is_peer(word):
        return True
    if acts_of(cast.batch.words[token]):
        return False  # «زيارة المبعوث للقاء قادة ...»
    if is_led(light(cast.batch.words[token])):
        return False  # «معاقل المعارضة باستخدام القوة الجوية»
    near = cast.batch.words[max(0, token - 3) : token]
    return any(cues.role(other) or is_peer(fold(other)) for other in near)


def is_peer(word: str) -> bool:
    """Whether a folded word is «نظيره» or the like: somebody of the agent's own office."""
    return word.lstrip("وبل").startswith("نظير")


def is_joined(word: str) -> bool:
    """Whether a word begins with an attached «و»: «ورئيس», not «وزير», «ولي العهد»."""
    kind, _, skip = cues.role_split(word)
    somebody = "somebody" in kinds_of(word) and "somebody" not in kinds_of(fold(word)[1:])  # «ولي», not «وولي»
    return fold(word).startswith("و") and not (kind and not skip) and not somebody


def owned(cast, token: int) -> bool:
    """Whether a role belongs to the person after it: «والد نيمار», not «الرئيس ماكرون»."""
    kind, _, skip = cues.role_split(cast.batch.words[token])
    return bool(kind) and not fold(cast.batch.words[token][skip:]).startswith(("ال", "لل"))


@cache
def place_heads() -> frozenset:
    """Words that say what kind of place a name is, folded and bare: «مدينة»."""
    table = lexicons.read("place_heads")
    return frozenset(fold(word).removeprefix("ال") for word in table["head"][table["same"] == "yes"])


def is_near(cast, token: int) -> bool:
    """Whether a word says that something is at or beside the place after it: «قرب», «شرقي»."""
    return "near" in kinds_of(cast.batch.words[token])


def by_role(cast, start: int, end: int, gender: str = "") -> Named | None:
    """The person whom a role alone means («الرئيس الروسي»), where the article gives that role to somebody."""
    words = cast.batch.words
    if start >= end or cues.role(words[start]) not in PERSONAL:
        return None
    stop = next((at for at in range(start + 1, end) if _breaks(cast, start, at)), end)
    stop = next((n.start for n in cast.within(start + 2, stop) if _apart(cast, n)), stop)
    begin, close = cast.phrase(start, stop, led=True)
    if close <= begin or any(name.type == "PER" for name in cast.within(begin, close)):
        return None
    if cast.batch.letters[close] == IN and close + 1 < end and cues.role(words[close + 1]) == "body":
        return None  # «وزير الخارجية في حكومة كذا»
    whole = cues.definite(words[begin][cues.role_split(words[begin])[2] :])
    if not whole and not (begin + 1 < close and (begin + 1 in cast.at or fold(words[begin + 1]).startswith("ال"))):
        return None
    entity = cast.by_role(begin, close, begin)
    known = cast.of_entity.get(entity) if entity else None
    if known is None or known.type != "PER" or clashes(cast, known, gender):
        return None
    lead = words[start][: cues.role_split(words[start])[2]]
    return Named(start, close, entity, "PER", lead)


def _apart(cast, name: Named) -> bool:
    """Whether a place stands behind an adjective with the article, so that no role has it: «الرئيس الروسي | لندن»."""
    return name.type == "LOC" and not name.attached and fold(cast.batch.words[name.start - 1]).startswith("ال")


def _breaks(cast, start: int, at: int) -> bool:
    """Whether another person's role begins behind a definite one: «الملك | رئيس الوزراء», «الوزير | نظيره»."""
    words = cast.batch.words
    if is_peer(fold(words[at])):
        return True
    whole = fold(words[start]).lstrip("وبل").startswith("ال") and not fold(words[at]).startswith("ال")
    return whole and cues.role(words[at]) in PERSONAL


def pair(cast, start: int, end: int, types, joints=("و",)) -> tuple[Named, Named] | None:
    """Two names that are joined: «ترامب وبوتين», «الرئيس ترامب ونظيره الروسي بوتين»."""
    one = first(cast, start, end) or by_role(cast, start, end)
    if one is None or one.type not in types:
        return None
    after = one.end + (cast.batch.letters[one.end : one.end + 1] == COMMA)
    two = joined(cast, one, after, end, joints)
    return (one, two) if two is not None and two.type in types else None


def joined(cast, one: Named, after: int, end: int, joints=("و",)) -> Named | None:
    """The name that goes on from another after «و», with its role before it."""
    if after >= end:
        return None
    words = cast.batch.words
    word = fold(words[after])
    if word in DASHES and after == one.end:  # «ترامب-كيم»
        name = cast.at.get(after + 1)
        return name if name and alike(name, one) and not name.attached else None
    lead = next((joint for joint in joints if word == joint or word.startswith(joint) and len(joint) == 1), "")
    if len(lead) == 1 and after not in cast.at and word.startswith("و") and not is_joined(words[after]):
        return None
    known = cues.role(words[after]) or after in cast.at or is_peer(word) or lead and describes(cast, after)
    if not lead or len(lead) == 1 and not known:
        return None
    place = after + (len(lead) > 1)
    name = cast.at.get(place)
    if name is not None:
        fits = len(lead) > 1 or name.attached == lead or word == lead
        if fits and alike(name, one) and name.end <= end:
            return name
        return None
    for name in cast.within(place, min(end, place + 12)):
        if cut(cast, place + 1, name.start, 2):  # «وقائد التمرد، نائبه السابق، فلان»
            break
        if alike(name, one) and name.entity and not led(name):
            return None if kin_before(cast, place, name) else name
    role = by_role(cast, place, min(end, place + 8)) if one.type == "PER" else None
    return role if role is not None and role.entity != one.entity else None


def alike(name: Named, one: Named) -> bool:
    """Whether two names are of two persons, or of two countries and bodies."""
    return (name.type == "PER") == (one.type == "PER") and name.entity != one.entity


def place_of(cast, act, token: int, end: int, taken) -> str:
    """The place of an act: the first named place after it that «في», «ب» or «قرب» leads in."""
    words, letters = cast.batch.words, cast.batch.letters
    entities = {name.entity for name in taken if name}
    for name in cast.within(token, end):
        if any(letter in FAR for letter in letters[token : name.start]):
            break
        if name.type != "LOC" or name.entity in entities or not name.entity:
            continue
        near = letters[max(token, name.start - 3) : name.start]
        first = max(token, name.start - 3)
        if act.label != "attacked" and IN in near and _of_matter(cast, token, first + near.index(IN)):
            continue
        before = words[name.start - 1]
        headed = fold(before).startswith("ب") and (
            cues.role(before) not in ("", *PERSONAL) or fold(before)[1:].removeprefix("ال") in place_heads()
        )
        if name.attached == "ب" or IN in near or headed or is_near(cast, name.start - 1):
            return name.entity
    return ""


def _of_matter(cast, token: int, leads: int) -> bool:
    """Whether «في» tells of what was talked about: «بحث معه الأوضاع في ليبيا», not «نظيره الروسي في باريس»."""
    words, letters = cast.batch.words, cast.batch.letters
    last = leads - 1
    if last <= token + 1 or letters[last] != OTHER or any(name.end == leads for name in cast.within(token, leads)):
        return False
    return not any(cues.role(words[at]) for at in (last, last - 1) if at > token)
