"""Status of an act: whether its sentence tells that it happened, denies it, asks for it, or says that it is to come."""

from functools import cache

from helpers.acts import Act, acts_of, kinds_of, object_of
from helpers.cue_forms import OBJECTS
from helpers.cues import ALPHABET
from helpers.event_names import COMMA, Scene
from helpers.frequencies import zipf
from helpers.normalise import light
from helpers.scan import fold
from helpers.speaker_mentions import letters_of

BACK, ON = 4, 5  # words around an act in which another may say that it did not happen
CALL = 12  # words before it in which somebody calls for it
FAR = 25  # words before it in which it is denied: «نفت الهيئة ما تداولته وسائل إعلام حول استهداف ...»
AHEAD = 8  # words around it in which another may say that it is yet to come
IN_WORDS = "in words"
NOT, THAT, ALREADY, TO, RELATIVE = (ALPHABET[name] for name in ("not", "that", "already", "to", "relative"))
HOLD = fold("عقد")
VERBLESS = letters_of("in", "on", "from", "to", "colon")  # a noun stands behind these: «من شن هجمات»
LATER = frozenset(map(fold, ("عندما", "حين", "حينما")))


def is_told(scene: Scene, act: Act, token: int) -> bool:
    """Whether nothing beside an act denies it, asks for it, or lays it to somebody: «لم يزر», «هدد بشن هجوم»."""
    words, letters = scene.cast.batch.words, scene.cast.batch.letters
    before = letters[token - 1] if token > scene.start else ""
    if act.whole and act.needs and act.label == "signed":
        return True  # «هدد بإلغاء الاتفاق الموقع»: that was signed
    if before == NOT or before in (THAT, ALREADY) and act.present:  # «يريد أن يزور», «قد يزور»
        return False
    if act.kind == "verb" and not act.present and before == RELATIVE and act.label != "attacked":
        return True  # «نفى أن يكون سلمها إلى فلان، الذي زار موسكو»
    if act.kind == "verb" and not act.present and before in VERBLESS:  # «من شن هجمات»
        return False
    if act.kind == "noun" and before == THAT and fold(words[token - 1]).endswith(OBJECTS):  # «ما قالت إنه هجوم»
        return False
    if act.kind == "noun" and acts_of(words[token], led=True):  # «للقاء فلان», «لاقتحام المدينة»: an aim
        return False
    if before == TO and any("call" in kinds_of(word) for word in words[max(scene.start, token - CALL) : token]):
        return False  # «دعا النواب أمس إلى توقيع»
    if any("if" in kinds_of(word) for word in words[max(scene.start, token - AHEAD) : token]):
        return False
    if any("denied" in kinds_of(word) for word in words[max(scene.start, token - FAR) : token]):
        return False
    tried = act.types == {"PER"} and act.label == "attacked" and "tried" in kinds_of(words[token - 1])
    stop = token - tried  # «محاولة اغتيال فلان» is an attack
    if any("not told" in kinds_of(word) for word in words[max(scene.start, token - BACK) : stop]):
        return False
    if tried:
        return True
    if act.label != "attacked":
        return True
    around = words[max(scene.start, token - BACK) : min(scene.end, token + ON + 1)]
    return not any("not real" in kinds_of(word) or object_of(word) == IN_WORDS for word in around)


def is_planned(scene: Scene, act: Act, token: int) -> bool:
    """Whether words beside an act say that it is yet to come: «سيزور», «زيارة مرتقبة», «عشية لقائه»."""
    words, letters = scene.cast.batch.words, scene.cast.batch.letters
    before = fold(words[token - 1]) if token > scene.start else ""
    if act.present and (fold(words[token]).lstrip("وف").startswith("س") or before in LATER):
        return True
    if act.kind == "verb" and not act.present:  # «يعتزم فلان قصف المدينة»: a noun that looks like the verb
        return any("to come" in kinds_of(word) for word in words[max(scene.start, token - 2) : token])
    if act.label != "attacked" and any(
        "ahead" in kinds_of(word) for word in words[max(scene.start, token - 3) : token]
    ):
        return True
    if before == HOLD and object_of(words[token - 2]) != "took place":  # «اتفقا على عقد قمة»
        return True
    low, high = token, token + 1
    while low > max(scene.start, token - AHEAD) and letters[low - 1] != COMMA:
        low -= 1
    while high < min(scene.end, token + AHEAD + ON) and letters[high] not in (COMMA, THAT):
        high += 1
    if any(
        "to come" in kinds_of(word) and not (at > token and fold(word).endswith(HOLD))
        for at, word in enumerate(words[low:high], low)
    ):
        return True  # «زيارة فلان لعقد قمة»: the visit took place
    near = words[max(scene.start, token - (FAR if act.owner else AHEAD)) : token]
    return act.label != "signed" and any(map(_future, near))  # «سيحث فلانا أثناء لقائه», «سيشارك في اجتماع»


@cache
def _future(word: str) -> bool:
    """Whether a word is a verb yet to come: «سيبحث», not «ستة»."""
    form = light(word).lstrip("وف")
    return form.startswith(("سي", "ست")) and len(form) > 4 and zipf(form[1:]) > max(2.5, zipf(form))
