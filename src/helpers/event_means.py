"""Means of attack: with what somebody attacked, whose it was, and what it fell upon («غارة تركية استهدفت مدينة»)."""

from bisect import bisect_left

from helpers import demonyms, gazetteer, spelling
from helpers.acts import Act, acts_of, kinds_of, object_of
from helpers.cues import ALPHABET
from helpers.event_names import COMMA, Scene, cut, led
from helpers.event_others import NEAR
from helpers.event_status import IN_WORDS
from helpers.scan import OTHER, fold
from helpers.speaker_appositions import HARD
from helpers.speaker_mentions import Named, letters_of

RELATIVE, VERB, TO = ALPHABET["relative"], ALPHABET["verb"], ALPHABET["to"]
PARTS = HARD - {RELATIVE}
ATTACK, OF_THEM = fold("هجوم"), "منها"
ARMS = 12  # words around an attack on a person in which arms are named
PAST_ASIDE = 6  # words more where an agent is named: «بدأت تركيا، بدعم من ...، هجوما»
OPERATION = "عملية"
ADJECTIVES = 3  # words behind a noun in which an adjective says whose it is
ASIDES, ASIDE = letters_of("according", "as"), 14  # «، بحسب الوكالة،»


def suffers(scene: Scene, act: Act, start: int, of: str) -> bool:
    """Whether «ل» leads in an attack behind the one who suffers it: «تعرضت المدينة أمس لهجوم»."""
    words, letters = scene.cast.batch.words, scene.cast.batch.letters
    for at in range(start, min(scene.end, start + NEAR)):
        if letters[at] in PARTS or "not real" in kinds_of(words[at]):
            return False
        led_in = fold(words[at]).startswith("ل") or letters[at] == TO
        if led_in:  # «لسلسلة هجمات», «لأكثر الهجمات», «إلى قصف»
            told = words[at : min(scene.end, at + 4)]
            hits = {object_of(word) for word in told} & act.needs
            if of == "PER" and hits == {ATTACK} and not any("armed" in kinds_of(word) for word in told):
                return False  # «تعرض الرئيس لهجوم» is in words
            if hits:
                return True
    return False


def attacker(scene: Scene, act: Act, token: int) -> tuple[int, list[Named]]:
    """Where to look for what means alone attacked («استهدف تفجير ...», «غارة استهدفت ...»), and whose they are.

    The place is 0 where no means of attack stands beside the verb.
    """
    cast, words, letters = scene.cast, scene.cast.batch.words, scene.cast.batch.letters
    for at in range(token + 1, min(scene.end, token + 4)):
        if words[at].isdigit() and words[at + 1] == OF_THEM:  # «صواريخ ... استهدف 3 منها العاصمة»
            return at + 2, []
        if "attacker" in kinds_of(words[at]) and at not in cast.at and object_of(words[at]) not in act.needs:
            near = range(at + 1, min(scene.end, at + 3))  # «مقاتلات الجيش», «قوات تحالف كذا»
            owner = next((cast.at[place] for place in near if place in cast.at), None)
            if owner and owner.type in act.agents and not led(owner) and not cut(cast, at + 1, owner.start, 0):
                return owner.end, [owner]
            after, owners = nations(scene, at + 1)
            return past_aside(cast, after, scene.end), owners
        if letters[at] in PARTS or letters[at] == COMMA or at in cast.at:
            break
    if act.needs:
        after, owners = means_before(scene, token)
        return token + 1, owners
    return (token + 1 if means_before(scene, token)[0] else 0), means_before(scene, token)[1]


def means_before(scene: Scene, token: int) -> tuple[int, list[Named]]:
    """The means of attack that are the subject before a verb («غارة تركية استهدفت»), and whose they are; 0 for none."""
    words, letters = scene.cast.batch.words, scene.cast.batch.letters
    for at in range(token - 1, max(scene.start, token - 6) - 1, -1):
        if letters[at] == COMMA and letters[at + 1] == RELATIVE:  # «الهجوم، الذي استهدف ...»
            continue
        if letters[at] in PARTS or letters[at] in (COMMA, VERB):
            return 0, []
        if "attacker" in kinds_of(words[at]):
            return at, nations(scene, at + 1, token)[1]
    return 0, []


def nations(scene: Scene, start: int, stop: int = 0) -> tuple[int, list[Named]]:
    """The countries, named in the article, at which adjectives behind a noun point, and the word after the last.

    «مقاتلات حربية إسرائيلية», «قوات أميركية وبريطانية».
    """
    cast, words, letters = scene.cast, scene.cast.batch.words, scene.cast.batch.letters
    stop = min(stop or scene.end, start + ADJECTIVES)
    found: list[Named] = []
    after, whole = start, fold(words[start - 1]).lstrip("وبل").startswith("ال")
    for at in range(start, stop):
        if at in cast.at or letters[at] != OTHER or acts_of(words[at]):
            break
        word, following = spelling.fold(words[at]), words[at + 1 : at + 2]
        if found and not word.startswith("و"):
            break
        if found:
            word = word[1:]
        if word.startswith("ال") != whole:
            break  # «استهداف الصادرات الأميركية», «قوات النظام بدعم روسي»
        code = demonyms.country_of(word, spelling.fold(following[0]) if following else "")
        if code:
            after = at + 1 + word.removeprefix("ال").startswith("كوري")
            named = _country(scene, code, at)
            if named is None:
                return after, []
            found.append(named._replace(start=at, end=after, attached=""))
            stop = min(scene.end, after + 1)
        elif found:
            break
    return after, found


def plainly(scene: Scene, start: int, end: int) -> bool:
    """Whether nothing but adjectives of the attack stand between: «قصف جوي إسرائيلي», not «تسميم جاسوس روسي»."""
    return all("armed" in kinds_of(word) for word in scene.cast.batch.words[start:end])


def _country(scene: Scene, code: str, token: int) -> Named | None:
    """A mention of a country in the article of a word."""
    cast = scene.cast
    article = cast.article(token)
    if article not in scene.countries:
        known = scene.countries[article] = {}
        low, high = (bisect_left(cast.batch.starts, position) for position in cast.bounds[article])
        for name in cast.within(low, high):
            if name.type == "LOC" and name.entity:
                text = cast.batch.text[
                    cast.batch.starts[name.start] + len(name.attached) : cast.batch.ends[name.end - 1]
                ]
                known.setdefault(gazetteer.countries()[0].get(spelling.key(text), ""), name)
    return scene.countries[article].get(code)


def country_of(cast, name: Named) -> str:
    """The code of the country that a mention names; empty where it is none."""
    text = cast.batch.text[cast.batch.starts[name.start] + len(name.attached) : cast.batch.ends[name.end - 1]]
    return gazetteer.countries()[0].get(spelling.key(text), "")


def past_aside(cast, start: int, end: int) -> int:
    """The word after «، وفق ما نقلت الوكالة،», where such an aside stands at a place; else the place."""
    letters = cast.batch.letters
    if start + 2 < end and letters[start] == COMMA and letters[start + 1] in ASIDES:
        close = letters.find(COMMA, start + 2, min(end, start + ASIDE))
        return close + 1 if close > 0 else start
    return start


def armed(scene: Scene, act: Act, token: int) -> bool:
    """Whether an attack on a person is one of arms: «هجوم بطائرات على الرئيس», not one in words."""
    if act.label != "attacked" or object_of(scene.cast.batch.words[token]) != ATTACK:
        return True
    words = scene.cast.batch.words[max(scene.start, token - ARMS) : min(scene.end, token + ARMS)]
    return any({"attacker", "armed"} & kinds_of(word) and object_of(word) != ATTACK for word in words)


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
        return not country_of(scene.cast, name)
    between = [kinds_of(word) for word in words[start : name.start]]
    return any("target" in kinds and "attacker" not in kinds for kinds in between)


def has_object(scene: Scene, act: Act, token: int, after: int) -> bool:
    """Whether what an act needs stands beside it («شن هجوما»), and nothing that makes it words («لاذعا»)."""
    words, letters = scene.cast.batch.words, scene.cast.batch.letters
    low = max(scene.start, token - NEAR if act.behind else token - 5)
    told = [object_of(word) for word in words[low:token]] if act.behind or act.whole else []
    if not act.behind:
        stop = min(scene.end, after + NEAR + PAST_ASIDE * (after > token + 1))
        stop = next((at for at in range(token + 1, stop) if letters[at] in PARTS), stop)
        told += [object_of(words[at]) for at in range(token + 1, stop) if _of_war(words, at)]
    return not act.needs.isdisjoint(told) and (act.label != "attacked" or IN_WORDS not in told)


def _of_war(words, at: int) -> bool:
    """Whether an operation is one of war: «عملية عسكرية», not «عملية تمشيط»."""
    return object_of(words[at]) != OPERATION or any("armed" in kinds_of(word) for word in words[at + 1 : at + 3])
