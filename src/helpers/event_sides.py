"""Sides of an event: who acts, upon or with whom, and where, from the names around the word that tells the act."""

from typing import NamedTuple

from helpers import cues, event_subjects
from helpers.acts import Act, acts_of, kinds_of, object_of, objects
from helpers.cue_forms import OBJECTS
from helpers.cues import ALPHABET
from helpers.event_means import armed, attacker, has_object, launched, nations, plainly, suffers, surely
from helpers.event_names import (
    COMMA,
    PREPOSITIONS,
    Scene,
    by_role,
    clashes,
    first,
    joined,
    led,
    past_adverbs,
    place_of,
)
from helpers.event_others import NEAR, leads, others
from helpers.event_pairs import between, mutual, several
from helpers.event_status import is_told
from helpers.normalise import standard
from helpers.scan import fold
from helpers.speaker_mentions import Named

BESIDE, WITHIN = 7, 7  # words from act to agent, from the other side to the place
PEOPLE = ("official", "person", "source")
QUESTION = ("؟", "?")
IN, TIME, FROM = ALPHABET["in"], ALPHABET["time"], ALPHABET["from"]
ABOUT = frozenset(map(fold, ("عن", "وعن", "وحول")))
BESIDES = frozenset(map(fold, ("خلال", "أثناء", "عقب", "لدى")))
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
        if other and other.type == "PER" and act.kind == "noun" and not armed(scene, act, token):
            continue
        if (agent or other) is None or agent and other and agent.entity == other.entity:
            continue
        last = max(side.end for side in (agent, other) if side)
        within = WITHIN if other or act.kind == "verb" else 2 * WITHIN
        place = place_of(cast, act, token, min(end, max(last, token) + within), (agent, other))
        if other is not None or place or act.label != "visited" or act.needs:
            found.append(Sides(agent, other, place))
    return found


def _verb(scene: Scene, act: Act, token: int) -> list[tuple]:
    cast, end = scene.cast, scene.end
    if act.pronoun:
        return _upon_pronoun(scene, act, token)
    agent, after = event_subjects.subject(scene, act, token)
    if "subject" in act.other:  # «تعرضت المدينة لهجوم»
        fits = agent is not None and agent.type in act.types and not clashes(cast, agent, act.gender)
        fits = fits and (not act.needs or suffers(scene, act, max(after, token + 1), agent.type))
        return [(None, agent)] if fits else []
    if agent and act.label == "attacked" and act.needs and agent.type == "PER" and "PER" not in act.agents:
        return []  # «شن الرئيس هجوما على»: in words
    if agent and (agent.type not in act.agents or not agent.entity or clashes(cast, agent, act.gender)):
        agent = None
    if act.needs and not has_object(scene, act, token, after if agent else token + 1):
        return []
    if agent is None and "PER" in act.agents and act.label != "attacked":
        begin = past_adverbs(cast, token + 1, end)
        agent = by_role(cast, begin, min(end, begin + NEAR), act.gender)
        after = agent.end if agent else after
    agents = [agent] if agent else []
    if agent and act.label == "attacked" and agent.start > token:
        agents += event_subjects.further(scene, agent, token)
        after = agents[-1].end
    found = others(scene, act, after, agent) if agent else []
    if agent and not found:
        found = mutual(scene, act, token, agent, after)
    if agent and not found and act.types == act.agents and act.label in ("met", "signed") and agent.end <= token:
        before = event_subjects.joined_before(scene, agent) if several(scene, act, token) else None
        agents, found = ([before], [agent]) if before else (agents, found)
    if not found and "PER" in act.agents and act.label in ("met", "visited", "phoned"):
        implied = event_subjects.implied(scene, token, act.gender, behind=False)
        if implied:
            agents, after, found = [implied], token + 1, others(scene, act, token + 1, implied)
    if not found and "agent" in act.open:
        begin, owners = attacker(scene, act, token)
        found = others(scene, act, begin, owners[0] if owners else None) if begin else []
        if found or owners:
            agents, after = owners, begin
    if not found and agents and "other" in act.open and _alone(scene, act, token, after):
        found = [None]
    return [(agent, other) for agent in agents or [None] for other in found]


def _upon_pronoun(scene: Scene, act: Act, token: int) -> list[tuple]:
    """The sides of a verb with a pronoun for the other one: «موسكو التي زارها فلان», «استقبله فلان»."""
    cast = scene.cast
    other = event_subjects.meant(scene, token, act.types)
    if other is None:
        return []
    begin = past_adverbs(cast, token + 1, scene.end)
    agent = first(cast, begin, min(scene.end, begin + BESIDE))
    if agent is None and "PER" in act.agents:
        agent = by_role(cast, begin, min(scene.end, begin + NEAR), act.gender)
    if agent is None and act.label == "attacked":
        agent = next(iter(attacker(scene, act, token)[1]), None)
    if agent is None and act.label == "visited":
        agent = event_subjects.implied(scene, token, act.gender, behind=True)
    fits = agent is not None and agent.type in act.agents and not clashes(cast, agent, act.gender)
    return [(agent, other)] if fits else []


def _noun(scene: Scene, act: Act, token: int) -> list[tuple]:
    cast, end = scene.cast, scene.end
    if act.needs and not has_object(scene, act, token, token + 1):
        return []
    joins = act.label == "met" and token + 1 < end and "joins" in kinds_of(cast.batch.words[token + 1])
    if (
        joins
        and standard(cast.batch.words[token + 1]).endswith(OBJECTS)
        and "both" not in kinds_of(cast.batch.words[token + 1])
    ):
        agent = event_subjects.implied(scene, token, "")  # «قمة جمعته أمس مع فلان»
        begin = past_adverbs(cast, token + 2, end)
        return [(agent, other) for other in others(scene, act, begin, agent)] if agent else []
    if act.owner and act.gender == "p":
        return []  # «زيارتهم» is of several
    if act.owner:
        agent = event_subjects.implied(scene, token, act.gender)
        found = others(scene, act, token + 1, agent) if agent else []
        if agent and not found and "other" in act.open and _alone(scene, act, token, token + 1):
            found = [None]
        return [(agent, other) for other in found]
    if act.types == act.agents and act.label != "attacked":
        both = between(scene, act, token)
        if both:
            return [both]
    if act.label == "attacked" and not act.needs:
        after, owners = nations(scene, token + 1)
        if owners and ("object" not in act.other or plainly(scene, token + 1, owners[0].start)):
            return _of_nations(scene, act, token, after, owners)
    if act.label == "attacked" and not act.whole:
        agent = event_subjects.declared(scene, token)  # «أعلن العراق قصف مواقع ...»
        found = others(scene, act, token + 1, agent) if agent and agent.type in act.agents else []
        if found:
            return [(agent, other) for other in found]
    begin = token + 1
    while act.needs and begin < end - 1 and object_of(cast.batch.words[begin]) in act.needs:
        begin += 1  # «إطلاق صواريخ | الجماعة»
    agent = None if act.whole else first(cast, begin, min(end, begin + BESIDE))
    if agent is None and not act.whole and act.label != "attacked":
        agent = by_role(cast, begin, min(end, begin + NEAR))
    after = agent.end if agent else token + 1
    if agent and agent.type in act.agents and not led(agent):
        other = joined(cast, agent, after, end) if act.types == act.agents and after < end else None
        found = [other] if other else others(scene, act, after, agent)
        if found:
            return [(agent, other) for other in found]
    if "agent" in act.open:
        if act.label == "attacked" and launched(scene, token):
            return []
        found = others(scene, act, token + 1, None)
        sure = "object" not in act.other or surely(scene, token + 1, act)
        return [(None, other) for other in found if sure or leads(scene, act, token + 1, other)]
    agent = _taking_part(scene, act, token)
    found = others(scene, act, token + 1, agent) if agent else []
    if not found and act.types == act.agents == {"PER"}:
        both = _in_it(scene, token)
        if both:
            return both
    if agent and not found and "other" in act.open and _alone(scene, act, token, token + 1):
        found = [None]
    return [(agent, other) for other in found]


def _in_it(scene: Scene, token: int) -> list[tuple]:
    """The two who are joined before «في»: «اتفق بوتين وأردوغان، في اتصال هاتفي، على ...»."""
    if scene.cast.batch.letters[token - 1] != IN:
        return []
    two = event_subjects.both(scene, token, 0)
    before = two and event_subjects.joined_before(scene, two[1])
    return [two] if before and before.entity == two[0].entity else []


def _of_nations(scene: Scene, act: Act, token: int, after: int, owners: list[Named]) -> list[tuple]:
    """The sides of an attack that an adjective lays to a country: «غارات إسرائيلية على غزة»."""
    if launched(scene, token):
        return []
    words = scene.cast.batch.words
    verbs = [own for at in range(after, min(scene.end, after + 3)) for own in acts_of(words[at]) if own.kind == "verb"]
    if any(own.label == "attacked" for own in verbs):
        return []  # «غارة تركية استهدفت»: the verb tells it
    found = others(scene, act._replace(other=act.other | {"ل"}), after, owners[0])
    return [(owner, other) for owner in owners for other in found or [None]]


def _alone(scene: Scene, act: Act, token: int, after: int) -> bool:
    """Whether an act is told without its other side: «وقع مرسوما», «قصفت الطائرات مواقع في ...»."""
    words, letters, cast = scene.cast.batch.words, scene.cast.batch.letters, scene.cast
    if act.label == "signed":
        stop = min(scene.end, after + 2 * NEAR)
        place = next((at for at in range(token + 1, stop) if fold(words[at]) in act.other), 0)
        if not place:
            return "أمر" in act.needs
        return not any(name.type in act.types for name in cast.within(place + 1, min(scene.end, place + NEAR // 2)))
    while after < scene.end - 1 and (letters[after] in (COMMA, TIME) or fold(words[after]) in act.other):
        after += 1
    after = past_adverbs(cast, after, scene.end)
    while after < scene.end - 2 and "some" in kinds_of(words[after]):  # «بعدد من», «سلسلة»
        after += 1 + (letters[after + 1] == FROM)
    if act.label == "met":  # «التقى فلان مسؤولين», «اجتمع مع قادة»
        known = any(name.type == "PER" for name in cast.within(after, min(scene.end, after + NEAR)))
        people = cues.role_split(words[after])[0] in PEOPLE or "people" in kinds_of(words[after])
        return token < after and not known and people
    if act.needs:
        return True
    return after < scene.end and letters[after] not in PREPOSITIONS and "target" in kinds_of(words[after])


def _taking_part(scene: Scene, act: Act, token: int) -> Named | None:
    """Whose act a bare noun tells that took place: «بحث فلان خلال زيارة إلى ...», «في اتصال مع ...»."""
    words, low = scene.cast.batch.words, max(scene.start, token - 3)
    before = [fold(word) for word in words[low:token]]
    near = {word for word in before if objects().get(word.removeprefix("و")) == "took place"} - CLOSE
    opens = len(before) == 1 and before[0] in ABOUT  # «وعن اللقاء مع فلان، قال»
    if act.label == "signed" and (not before or before[-1] not in BESIDES):
        return None  # «قام البلدان بتوقيع»
    if act.whole and token - scene.start > 2 or not near and not opens and not (before and before[-1] in CLOSE):
        return None
    behind = words[token + 1] if token + 1 < scene.end else ""
    own = standard(behind).endswith(OBJECTS) and len(behind) > 3 and "joins" not in kinds_of(behind)
    if act.label == "visited" and object_of(behind) or own:
        return None  # «بعد زيارة أميرها إلى ...»
    return event_subjects.implied(scene, token, "", behind=True)
