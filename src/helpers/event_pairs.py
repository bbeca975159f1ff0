"""Both sides of what two did together: «قمة بين ترامب وبوتين», «وقعت مصر وإثيوبيا اتفاقا»."""

from helpers import event_subjects
from helpers.acts import Act, kinds_of, object_of
from helpers.cues import ALPHABET
from helpers.event_means import PARTS, has_object
from helpers.event_names import COMMA, PREPOSITIONS, Scene, by_role, first, is_joined, joined, pair, past_people
from helpers.event_others import NEAR
from helpers.scan import fold
from helpers.speaker_mentions import Named

BESIDE = 7  # words from an act to «بين»
IN = ALPHABET["in"]
DUAL = fold("تا")


def between(scene: Scene, act: Act, token: int) -> tuple | None:
    """Both sides of what two did together: «قمة بين ترامب وبوتين», «اتصال جمع الرئيسين»."""
    cast, words, letters = scene.cast, scene.cast.batch.words, scene.cast.batch.letters
    for at in range(token + 1, min(scene.end, token + BESIDE)):
        kinds = kinds_of(words[at])
        if "between" in kinds or "joins" in kinds:
            among = "between" in kinds or at + 1 < scene.end and "between" in kinds_of(words[at + 1])
            start = at + 1 + (among and "joins" in kinds)
            # «بين مسؤولين كبار من الصين وفرنسا»
            begin = start if "PER" in act.types else past_people(cast, start, scene.end)
            two = pair(cast, begin, scene.end, act.types, ("و",) if among else ("و", "ب", "مع"))
            if two is None and start < scene.end and "two" in kinds_of(words[start]):
                return event_subjects.both(scene, token, start)
            if two is None and "both" in kinds:  # «القمة التي جمعتهما»
                return event_subjects.both(scene, token, 0)
            if two is None and among and "joins" not in kinds:  # «الاتفاق الموقع بين طهران والدول العظمى»
                one = first(cast, start, scene.end) or by_role(cast, start, scene.end)
                goes_on = one and one.type in act.types and one.end < scene.end and is_joined(words[one.end])
                return (one, None) if goes_on else None
            return two
        if letters[at] in PARTS or letters[at] == COMMA or letters[at] in PREPOSITIONS and letters[at] != IN:
            break
    if act.needs and "agent" in act.open and has_object(scene, act._replace(behind=True), token, token):
        # «الاتفاق مع إيران الموقع في 2015»
        near = [n for n in cast.within(max(scene.start, token - 3), token) if n.end == token and n.type in act.types]
        if near and fold(words[near[0].start - 1]) in act.other:
            return None, near[0]
    return None


def several(scene: Scene, act: Act, token: int) -> bool:
    """Whether a verb has more than one subject before it: «أبرمتا», «أجريا»."""
    return act.gender == "p" or fold(scene.cast.batch.words[token]).endswith(DUAL)


def mutual(scene: Scene, act: Act, token: int, agent: Named, after: int) -> list:
    """The other side where both are the subject: «التقى ترامب وبوتين», «وقعت مصر وإثيوبيا اتفاقا»."""
    if act.types != act.agents or act.label not in ("met", "signed") or after >= scene.end:
        return []
    if act.needs:
        stop = min(scene.end, after + NEAR)
        if all(object_of(word) != "اتفاق" for word in scene.cast.batch.words[token + 1 : stop]):
            return []  # two who sign a decree sign nothing with each other
    other = joined(scene.cast, agent, after, scene.end)
    return [other] if other is not None and other.type == agent.type else []
