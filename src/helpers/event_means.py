"""Means of attack: with what somebody attacked, whose it was, and what it fell upon («غارة تركية استهدفت مدينة»)."""

from helpers import gazetteer
from helpers.acts import Act, acts_of, kinds_of, object_of
from helpers.cues import ALPHABET
from helpers.event_names import COMMA, Scene, cut, led
from helpers.event_others import NEAR
from helpers.scan import fold
from helpers.speaker_appositions import HARD
from helpers.speaker_mentions import Named

RELATIVE, VERB = ALPHABET["relative"], ALPHABET["verb"]
PARTS = HARD - {RELATIVE}


def suffers(scene: Scene, act: Act, start: int) -> bool:
    """Whether «ل» leads in an attack behind the one who suffers it: «تعرضت المدينة أمس لهجوم»."""
    words, letters = scene.cast.batch.words, scene.cast.batch.letters
    for at in range(start, min(scene.end, start + NEAR)):
        if letters[at] in PARTS or "not real" in kinds_of(words[at]):
            return False
        if fold(words[at]).startswith("ل") and object_of(words[at]):
            return object_of(words[at]) in act.needs
    return False


def attacker(scene: Scene, act: Act, token: int) -> tuple[int, Named | None]:
    """Where to look for what nobody named attacked («استهدف تفجير ...», «غارة استهدفت ...»), and whose the means are.

    The place is 0 where no means of attack stands beside the verb.
    """
    cast, words, letters = scene.cast, scene.cast.batch.words, scene.cast.batch.letters
    for at in range(token + 1, min(scene.end, token + 3)):
        if "attacker" in kinds_of(words[at]) and at not in cast.at:
            near = range(at + 1, min(scene.end, at + 3))  # «مقاتلات الجيش», «قوات تحالف كذا»
            owner = next((cast.at[place] for place in near if place in cast.at), None)
            if owner and owner.type in act.agents and not led(owner) and not cut(cast, at + 1, owner.start, 0):
                return owner.end, owner
            return at + 1, None
    if act.needs:
        return token + 1, None
    for at in range(token - 1, max(scene.start, token - 6) - 1, -1):
        if letters[at] == COMMA and letters[at + 1] == RELATIVE:  # «الهجوم، الذي استهدف ...»
            continue
        if letters[at] in PARTS or letters[at] in (COMMA, VERB):
            return 0, None
        if "attacker" in kinds_of(words[at]):
            return token + 1, None
    return 0, None


def launched(scene: Scene, token: int) -> bool:
    """Whether a noun of attack is the object of a verb, which tells it: «شن ... هجوما»."""
    words = scene.cast.batch.words
    near = range(max(scene.start, token - NEAR), token)
    return any(act.needs and act.label == "attacked" and not act.behind for at in near for act in acts_of(words[at]))


def surely(scene: Scene, start: int, act: Act) -> bool:
    """Whether the name behind a noun of attack is what was attacked: «اغتيال فلان», «قصف مدينة», not «قصف روسيا»."""
    words = scene.cast.batch.words
    name = next(iter(scene.cast.within(start, min(scene.end, start + NEAR))), None)
    if name is None:
        return False
    before = kinds_of(words[name.start - 1])
    whole = fold(words[name.start - 1]).startswith("ال")  # «تفجير الطائرة», not «قصف طائرات التحالف»
    if "target" in before and (whole or "attacker" not in before) or act.types == {"PER"}:
        return True
    if name.type == "LOC":
        return fold(name.entity.partition(":")[2]) not in gazetteer.countries()[0]
    between = [kinds_of(word) for word in words[start : name.start]]
    return any("target" in kinds and "attacker" not in kinds for kinds in between)
