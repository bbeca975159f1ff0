"""Sides of an event: who acts, upon or with whom, and where, from the names around the word that tells the act."""

from typing import NamedTuple

from helpers import cues, event_subjects
from helpers.acts import Act, kinds_of, object_of, objects
from helpers.cues import ALPHABET
from helpers.event_means import PARTS, attacker, launched, suffers, surely
from helpers.event_names import COMMA, PREPOSITIONS, Scene, by_role, clashes, first, joined, led, pair, place_of
from helpers.event_others import NEAR, others
from helpers.event_status import IN_WORDS, is_told
from helpers.scan import fold
from helpers.speaker_mentions import Named

BESIDE, WITHIN = 7, 7  # words from act to agent, from the other side to the place
PEOPLE = ("official", "person", "source")
QUESTION = ("؟", "?")
IN, TIME = ALPHABET["in"], ALPHABET["time"]
CLOSE = frozenset(map(fold, ("في", "بعد", "لدى", "منذ")))  # these stand right before the act that took place


class Sides(NamedTuple):
    """Agent and other side of an act, one of which may be missing, and its place."""

    agent: Named | None
    other: Named | None
    place: str


def read(scene: Scene, act: Act, token: int) -> list[Sides]:
    """The sides of an act: a row for each other side; none where it did not happen or they are not plain."""
    cast, end = scene.cast, scene.end
    if end < len(cast.batch.words) and cast.batch.words[end] in QUESTION or not is_told(scene, act, token):
        return []
    pairs = _verb(scene, act, token) if act.kind == "verb" else _noun(scene, act, token)
    found = []
    for agent, other in pairs:
        if (agent or other) is None or agent and other and agent.entity == other.entity:
            continue
        last = max(side.end for side in (agent, other) if side)
        place = place_of(cast, token, min(end, max(last, token) + WITHIN), (agent, other))
        if other is not None or place or act.label in ("signed", "met"):
            found.append(Sides(agent, other, place))
    return found


def _verb(scene: Scene, act: Act, token: int) -> list[tuple]:
    cast, end = scene.cast, scene.end
    agent, after = event_subjects.subject(scene, act, token)
    if "subject" in act.other:  # «تعرضت المدينة لهجوم»
        fits = agent is not None and agent.type in act.types and not clashes(cast, agent, act.gender)
        return [(None, agent)] if fits and (not act.needs or suffers(scene, act, max(after, token + 1))) else []
    if agent and act.label == "attacked" and act.needs and agent.type == "PER" and "PER" not in act.agents:
        return []  # «شن الرئيس هجوما على»: in words
    if agent and (agent.type not in act.agents or not agent.entity or clashes(cast, agent, act.gender)):
        agent = None
    if act.needs and not _object(scene, act, token, after if agent else token + 1):
        return []
    if agent is None and "PER" in act.agents and act.label != "attacked":
        agent = by_role(cast, token + 1, min(end, token + NEAR), act.gender)
        after = agent.end if agent else after
    found = others(scene, act, after, agent) if agent else []
    if agent and not found:
        found = _mutual(scene, act, token, agent, after)
    if not found and "PER" in act.agents and act.label in ("met", "visited", "phoned"):
        implied = event_subjects.implied(scene, token, act.gender, behind=False)
        if implied:
            agent, found = implied, others(scene, act, token + 1, implied)
    if not found and "agent" in act.open:
        begin, owner = attacker(scene, act, token)
        found = others(scene, act, begin, owner) if begin else []
        if found or owner:
            agent, after = owner, begin
    if not found and agent and "other" in act.open and _alone(scene, act, token, after):
        found = [None]
    return [(agent, other) for other in found]


def _noun(scene: Scene, act: Act, token: int) -> list[tuple]:
    cast, end = scene.cast, scene.end
    if act.needs and not _object(scene, act, token, token + 1):
        return []
    if act.owner:
        agent = event_subjects.implied(scene, token, act.gender)
        return [(agent, other) for other in others(scene, act, token + 1, agent)] if agent else []
    if act.types == act.agents:
        both = _between(scene, act, token)
        if both:
            return [both]
    agent = None if act.whole else first(cast, token + 1, min(end, token + 1 + BESIDE))
    if agent is None and not act.whole and act.label != "attacked":
        agent = by_role(cast, token + 1, min(end, token + NEAR))
    after = agent.end if agent else token + 1
    if agent and agent.type in act.agents and not led(agent):
        other = joined(cast, agent, after, end) if act.types == act.agents and after < end else None
        found = [other] if other else others(scene, act, after, agent)
        if found:
            return [(agent, other) for other in found]
    if "agent" in act.open:
        if act.label == "attacked" and launched(scene, token):
            return []
        sure = "object" not in act.other or surely(scene, token + 1, act)
        return [(None, other) for other in others(scene, act, token + 1, None)] if sure else []
    agent = _taking_part(scene, act, token)
    return [(agent, other) for other in others(scene, act, token + 1, agent)] if agent else []


def _object(scene: Scene, act: Act, token: int, after: int) -> bool:
    """Whether what an act needs stands beside it («شن هجوما»), and nothing that makes it words («لاذعا»)."""
    words, letters = scene.cast.batch.words, scene.cast.batch.letters
    low = max(scene.start, token - NEAR if act.behind else token - 3)
    told = [object_of(word) for word in words[low:token]] if act.behind or act.whole else []
    if not act.behind:
        stop = min(scene.end, after + NEAR)
        stop = next((at for at in range(token + 1, stop) if letters[at] in PARTS), stop)
        told += [object_of(word) for word in words[token + 1 : stop]]
    return not act.needs.isdisjoint(told) and (act.label != "attacked" or IN_WORDS not in told)


def _alone(scene: Scene, act: Act, token: int, after: int) -> bool:
    """Whether an act is told without its other side: «وقع مرسوما», «قصفت الطائرات مواقع في ...»."""
    words, letters = scene.cast.batch.words, scene.cast.batch.letters
    if act.label == "signed":
        return "أمر" in act.needs and "مع" not in words[token + 1 : min(scene.end, after + 2 * NEAR)]
    while after < scene.end - 1 and (letters[after] in (COMMA, TIME) or fold(words[after]) in act.other):
        after += 1
    if act.label == "met":  # «التقى فلان مسؤولين», «اجتمع مع قادة»
        known = any(name.type == "PER" for name in scene.cast.within(after, min(scene.end, after + NEAR)))
        return token < after and not known and cues.role_split(words[after])[0] in PEOPLE
    if act.needs:
        return True
    return after < scene.end and letters[after] not in PREPOSITIONS and "target" in kinds_of(words[after])


def _between(scene: Scene, act: Act, token: int) -> tuple | None:
    """Both sides of what two did together: «قمة بين ترامب وبوتين», «اتصال جمع الرئيسين»."""
    cast, words, letters = scene.cast, scene.cast.batch.words, scene.cast.batch.letters
    for at in range(token + 1, min(scene.end, token + BESIDE)):
        kinds = kinds_of(words[at])
        if "between" in kinds or "joins" in kinds:
            among = "between" in kinds or at + 1 < scene.end and "between" in kinds_of(words[at + 1])
            start = at + 1 + (among and "joins" in kinds)
            two = pair(cast, start, scene.end, act.types, ("و",) if among else ("و", "ب", "مع"))
            if two is None and start < scene.end and "two" in kinds_of(words[start]):
                return event_subjects.both(scene, token, start)
            return two
        if letters[at] in PARTS or letters[at] == COMMA or letters[at] in PREPOSITIONS and letters[at] != IN:
            return None
    return None


def _mutual(scene: Scene, act: Act, token: int, agent: Named, after: int) -> list:
    """The other side where both are the subject: «التقى ترامب وبوتين», «وقعت مصر وإثيوبيا اتفاقا»."""
    if act.types != act.agents or act.label not in ("met", "signed") or after >= scene.end:
        return []
    if act.needs:
        stop = min(scene.end, after + NEAR)
        if all(object_of(word) != "اتفاق" for word in scene.cast.batch.words[token + 1 : stop]):
            return []  # two who sign a decree sign nothing with each other
    other = joined(scene.cast, agent, after, scene.end)
    return [other] if other is not None and other.type == agent.type else []


def _taking_part(scene: Scene, act: Act, token: int) -> Named | None:
    """Whose act a bare noun tells that took place: «بحث فلان خلال زيارة إلى ...», «في اتصال مع ...»."""
    words, low = scene.cast.batch.words, max(scene.start, token - 3)
    before = [fold(word) for word in words[low:token]]
    near = {word for word in before if objects().get(word) == "took place"} - CLOSE
    if act.whole or not near and not (before and before[-1] in CLOSE):
        return None
    if act.label == "visited" and token + 1 < scene.end and object_of(words[token + 1]):
        return None
    return event_subjects.implied(scene, token, "", behind=True)
