"""The other side of an act: the name that its words lead in, and the names joined to that one."""

from helpers import cues
from helpers.acts import Act, kinds_of
from helpers.cues import ALPHABET
from helpers.event_names import (
    COMMA,
    PREPOSITIONS,
    Scene,
    by_role,
    cut,
    describes,
    is_joined,
    is_near,
    joined,
    kin_before,
    of_another,
    owned,
    past_adverbs,
    place_heads,
)
from helpers.normalise import standard
from helpers.scan import OTHER, fold
from helpers.speaker_appositions import HARD
from helpers.speaker_mentions import Named

NEAR = 10  # words from agent to other side
FURTHER = 8  # words more where a preposition leads the other side in: «أجرى محادثات معمقة حول ... مع فلان»
CLOSE = 4  # words from a noun of attack without an agent to what leads the other side in
IN, TIME = ALPHABET["in"], ALPHABET["time"]
IN_WORD = fold("في")
ME = ("بي", "بنا")


def others(scene: Scene, act: Act, start: int, agent: Named | None) -> list[Named]:
    """The other sides: the one that an act leads in, and those joined to it."""
    cast, letters = scene.cast, scene.cast.batch.letters
    while agent is not None and start < scene.end:  # «زار فلان، الخميس، ...»
        after = past_adverbs(cast, start + (letters[start] == COMMA), scene.end)
        if after == start:
            break
        start = after
    one = _other(cast, act, start, scene.end, agent) or agent and _meant(scene, act, start, agent)
    one = one or _speaker(scene, act, start) or targets_in(cast, act, start, scene.end)
    if not one:
        return []
    found, last = [one], one
    while last is not None and last.end < scene.end and len(found) < 6:
        if last.type == "LOC" and act.label == "visited" or is_near(cast, one.start - 1):
            break
        comma = last.type == "PER" and letters[last.end] == COMMA  # «فلانا، ووزير الخارجية علانا»
        last = joined(cast, last, last.end + comma, scene.end)
        if last is not None and last.type in act.types:
            found.append(last)
    return found


def _adjective(cast, name: Named) -> bool:
    """Whether the name of a country is spelled as an adjective and goes with the noun before it."""
    before = fold(cast.batch.words[name.start - 1]).lstrip("بول")
    whole = fold(cast.batch.words[name.start]).startswith("ال") and before.startswith("ال")
    whole = whole and cast.batch.letters[name.start - 1] not in PREPOSITIONS
    return whole and name.end == name.start + 1 and before.removeprefix("ال") not in place_heads()


def targets_in(cast, act: Act, start: int, end: int) -> Named | None:
    """The place in which targets are attacked that nothing else names: «على أهداف للنظام في سوريا»."""
    words, letters = cast.batch.words, cast.batch.letters
    if act.label != "attacked" or not act.needs:
        return None
    stop = min(end, start + NEAR)
    on = next((at for at in range(start, stop) if fold(words[at]) in act.other and letters[at] in PREPOSITIONS), 0)
    if not on or on + 1 >= end or "target" not in kinds_of(words[on + 1]):
        return None
    name = next(iter(cast.within(on + 1, min(end, on + NEAR))), None)
    fits = name is not None and name.type == "LOC" and name.entity
    inside = fits and (name.attached == "ب" or letters[name.start - 1] == IN)
    return name if inside and not cut(cast, on + 2, name.start - 1, 0) else None


def _speaker(scene: Scene, act: Act, start: int) -> Named | None:
    """Who speaks where a quotation says «اتصل بي»."""
    words = scene.cast.batch.words
    for at in range(max(scene.start, start - 4), min(scene.end, start + 1)) if act.label == "phoned" else ():
        if words[at] in ME:
            speaker = next((who for begin, stop, who in scene.said if begin <= at < stop), "")
            known = scene.cast.of_entity.get(speaker)
            return Named(at, at, speaker, "PER", "") if known and known.type == "PER" else None
    return None


def leads(scene: Scene, act: Act, start: int, name: Named) -> bool:
    """Whether a preposition of the act leads in a name behind it: «هجوم على إدلب», not «هجوم إدلب»."""
    words = scene.cast.batch.words
    return name.attached.strip("و") in act.other or any(fold(words[at]) in act.other for at in range(start, name.start))


def _other(cast, act: Act, start: int, end: int, agent: Named | None) -> Named | None:
    """The other side: the next name of a fitting type, led in as the act asks for."""
    words, letters = cast.batch.words, cast.batch.letters
    far = NEAR + FURTHER * bool(act.needs)
    for name in cast.within(start, min(end, start + far + 6)):
        if name.start - start > far or agent is not None and name.entity == agent.entity or not name.entity:
            return None
        attached, place = name.attached.strip("و"), name.start
        place -= place > start and words[place - 1] == "#"
        if name.type == "PER" and place - 2 >= start and letters[place - 1] == COMMA and describes(cast, place - 2):
            place -= 1  # «الرئيس الروسي، فلان»
        while place > start and not attached and (describes(cast, place - 1) or target(cast, place - 1)):
            place -= 1
            attached = "ب" if fold(words[place]).startswith("ب") and cues.role_split(words[place])[2] else ""
            attached = attached or ("ل" if fold(words[place]).startswith("لل") else "")
        if attached == "ل" and act.label == "attacked" and place > start:  # «مستودعات للجيش», «موقعا تابعا للجماعة»
            low = place - 1 - ("of" in kinds_of(words[place - 1]))
            low = _target_before(cast, start, low)
            place, attached = (low, "") if low >= 0 else (place, attached)
        before = place - 1
        lead = attached
        if not lead and before >= start and letters[before] in PREPOSITIONS:
            lead = fold(words[before])
        if name.type in act.types:
            if place < name.start and name.type == "PER" and owned(cast, name.start - 1):  # «التقى بوالد نيمار»
                return None
            if name.type == "PER" and (of_another(cast, place, start) or kin_before(cast, start, name)):
                return None  # «هاجمت الصين تعليقات فلان», «محامي الرئيس فلان»
            near = name.start - 1 - (words[name.start - 1] == "#")
            part = act.label == "attacked" and name.type == "LOC" and near > start and is_near(cast, near)
            part = part and fold(words[near - 1]) in act.other
            if part:
                before, lead = near - 1, fold(words[near - 1])
            if not part and any(is_near(cast, at) for at in range(max(start, name.start - CLOSE), name.start)):
                return None  # «شرقي إدلب», not «على شرقي إدلب»
            if act.kind == "verb" and act.label == "visited" and "object" in act.other and lead:
                return None  # «يزور العاصمة لإيصال رسالة إلى ...»
            if any(letters[at] in HARD for at in range(start, place)):
                return None
            if (
                name.type == "LOC"
                and act.label == "attacked"
                and any(cues.role(words[at]) in cues.PERSONAL for at in range(max(start, name.start - 3), name.start))
            ):
                return None  # «موكب مدير أمن الإسكندرية»
            if name.type == "LOC" and name.start > start and _adjective(cast, name):
                return None  # «القنصلية السعودية»
            if agent is None and act.needs and COMMA in letters[start:place]:
                return None
            if lead in act.other and any(fold(words[at]) == lead for at in range(start, before)):
                return None  # «هجمات على قرى ... على الضفة»: on the first
            if (
                lead in act.other
                and act.kind == "noun"
                and agent is None
                and before - start > (CLOSE, 1)[lead == IN_WORD]
            ):
                return None  # «إطلاق النار داخل مدرسة في ولاية ...»
            if lead == IN_WORD and act.label == "attacked" and "target" not in kinds_of(words[name.start]):
                return None  # «إطلاق نار في مدينة ...» is where, «في مدرسة كذا» what
            direct = "object" in act.other and (act.kind == "verb" or act.owner or agent is None)
            direct = direct and not is_joined(words[place])
            if direct and agent is None:
                direct = not cut(cast, start, place, 0) and plain(cast, start, place)
            if direct and act.label == "visited" and not _beside(cast, start, name.start):
                return None  # «زار معهدا تديره الأكاديمية»
            if lead in act.other or direct and not lead and not cut(cast, start, place, 1):
                return name
            if name.type == "PER" and _role_led(cast, act, start, name):
                return name
            if not lead and not (act.needs and "object" not in act.other):
                return None
        elif not lead and name.type != "LOC":
            return None
    return None


def _meant(scene: Scene, act: Act, start: int, agent: Named) -> Named | None:
    """The other side where a role alone says it: «التقى فلان بالرئيس الروسي»."""
    words, letters = scene.cast.batch.words, scene.cast.batch.letters
    if act.types != {"PER"} or act.label == "attacked" or start + 1 >= scene.end:
        return None
    kind, _, skip = cues.role_split(words[start])
    lead = fold(words[start][:skip]) if kind else ""
    place = start
    if not kind and letters[start] in PREPOSITIONS:
        lead, place = fold(words[start]), start + 1
    direct = "object" in act.other and not lead and (act.kind == "verb" or act.owner)
    if lead not in act.other and not direct:
        return None
    found = by_role(scene.cast, place, min(scene.end, place + NEAR))
    return found if found and found.entity != agent.entity and found.end - found.start > 1 else None


def target(cast, token: int) -> bool:
    """Whether a word is what is attacked and belongs to the name after it: «مطار», «مواقع»."""
    return "target" in kinds_of(cast.batch.words[token]) and cast.batch.letters[token] not in PREPOSITIONS


def _beside(cast, start: int, end: int) -> bool:
    """Whether no clause of its own parts a verb from a name: «زار معهدا تديره الأكاديمية»."""
    for word in map(standard, cast.batch.words[start:end]):
        if len(word) > 4 and word[0] in "يت" and word.endswith(("ه", "ها")):
            return False
    return True


def _target_before(cast, start: int, at: int) -> int:
    """Where a target with its adjectives begins that ends at a word: «مواقع عسكرية | تابعة للجيش»; -1 for none."""
    for place in range(at, max(start, at - 3) - 1, -1):
        if target(cast, place):
            return place
        if cast.batch.letters[place] != OTHER or fold(cast.batch.words[place]).startswith("لل"):
            break  # «مواقع للمقاتلين الموالين لدمشق»
    return -1


def plain(cast, start: int, end: int) -> bool:
    """Whether nothing but adjectives of the attack, days, targets and roles stand before what was attacked."""
    words, letters = cast.batch.words, cast.batch.letters
    told = [at for at in range(start, end) if words[at][0].isalpha()]
    other = sum(not (letters[at] == TIME or describes(cast, at) or target(cast, at)) for at in told)
    return other <= 2 and not any(standard(words[at]).endswith("ا") for at in told if len(words[at]) > 3)


def _role_led(cast, act: Act, start: int, name: Named) -> bool:
    """Whether a preposition leads in the long role before a person: «مع الأمين العام للمجلس الأعلى فلان»."""
    words, letters = cast.batch.words, cast.batch.letters
    for at in range(name.start - 2, start - 1, -1):
        if letters[at] in HARD or letters[at] == COMMA:
            return False
        if fold(words[at]) in act.other and letters[at] in PREPOSITIONS:
            return cues.role(words[at + 1]) in cues.PERSONAL
    return False
