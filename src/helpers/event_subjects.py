"""Subjects of an act: who is named before or after its verb, or whom its sentence means without a name."""

from helpers import cues
from helpers.acts import acts, acts_of, kinds_of, object_of
from helpers.cues import ALPHABET, PERSONAL
from helpers.event_names import (
    COMMA,
    PREPOSITIONS,
    after_preposition,
    by_role,
    clashes,
    describes,
    first,
    joined,
    kin_before,
    led,
    past_adverbs,
)
from helpers.normalise import standard
from helpers.scan import fold
from helpers.speaker_mentions import Named

BESIDE = 7  # words from an act to its agent
OPENS, AHEAD = 4, 16  # words before an act that opens a sentence, and from there to the comma behind its clause
WITHIN = 80  # words before an act in which those who are only meant are named
CLAUSE = 8  # words from «الذي» to the act that it leads in
RELATIVE, THAT, ALREADY, VERB, ENDER = (ALPHABET[name] for name in ("relative", "that", "already", "verb", "ender"))
RELATIVES = {"m": fold("الذي"), "f": fold("التي")}
WHERE = frozenset(map(fold, ("حيث", "وحيث")))
WHEN = frozenset(map(fold, ("حين", "عندما", "حينما")))
OWN = ("ه", "ها", "هما", "هم")


def subject(scene, act, token: int) -> tuple[Named | None, int]:
    """The subject of a verb, named right before it or first after it, and the word after it."""
    cast, start, end = scene.cast, scene.start, scene.end
    letters, words = cast.batch.letters, cast.batch.words
    stop = token - 1 if letters[token - 1] in (COMMA, ALREADY) else token
    if letters[token - 1] == RELATIVE and token - 1 > start and not act.behind:  # «الغوطة، التي تعرضت»
        stop = token - 1 - (letters[token - 2] == COMMA)
        told = next((name for name in cast.within(max(start, token - 12), stop) if name.end == stop), None)
        agrees = act.gender not in RELATIVES or RELATIVES[act.gender] == fold(words[token - 1])  # not «والذي»
        behind = first(cast, token + 1, min(end, token + 2))
        if behind and told and behind.type == told.type:  # «البلدة التي تشن دمشق هجوما عليها»
            return behind, behind.end
        if told and (told.type != "PER" or not agrees):
            return (told if agrees else None), token + 1
    low = [name for name in cast.within(max(start, token - 12), token) if name.end == stop and not led(name)]
    low = [name for name in low if name.start == start or not _of(words[name.start - 1])]
    word = standard(words[token])
    if low and (word in acts() or word[0] not in "وف") and not after_preposition(cast, low[-1], start):
        behind = first(cast, token + 1, min(end, token + 2)) if stop < token and "object" not in act.other else None
        if behind:  # «باستثناء سوريا، تعرضت أفريقيا»
            return behind, behind.end
        return (None if kin_before(cast, start, low[-1]) else low[-1]), token + 1
    begin = past_adverbs(cast, token + 1, end)
    found = first(cast, begin, min(end, begin + BESIDE))
    return found, found.end if found else end


def _of(word: str) -> bool:
    """Whether a word is the kind of a body with «ل» before it: «حلفاء لتنظيم القاعدة شنوا»."""
    return fold(word).startswith("ل") and cues.role_split(word)[2] > 0


def further(scene, agent: Named, after: int) -> list[Named]:
    """Those who are joined to the subject of a verb, which does not stand before it: «شنت فرنسا وبريطانيا ...»."""
    found, last = [], agent
    while len(found) < 4:
        comma = scene.cast.batch.letters[last.end] == COMMA  # «الولايات المتحدة، وبريطانيا، وفرنسا»
        last = joined(scene.cast, last, last.end + comma, scene.end)
        if last is None or last.start - after > BESIDE:
            break
        found.append(last)
    return found


def declared(scene, token: int) -> Named | None:
    """Who says of himself that he did what a noun tells: «أعلن العراق قصف مواقع»."""
    name = next((name for name in scene.cast.within(max(scene.start, token - 6), token) if name.end == token), None)
    if name is None or led(name) or name.start - 1 < scene.start:
        return None
    low = max(scene.start, name.start - 2)
    told = any("declares" in kinds_of(word) for word in scene.cast.batch.words[low : name.start])
    return name if told else None


def joined_before(scene, agent: Named) -> Named | None:
    """To whom the subject before a verb is joined: «كانت واشنطن وموسكو أبرمتا»."""
    cast = scene.cast
    for name in reversed(cast.within(max(scene.start, agent.start - BESIDE - 3), agent.start)):
        if name.type == agent.type and name.entity and not led(name):
            two = joined(cast, name, name.end, agent.end)
            return name if two is not None and two.entity == agent.entity else None
    return None


def implied(scene, token: int, gender: str = "", behind: bool = True) -> Named | None:
    """Whom «زيارته», «بزيارة» or a verb without a subject means: the one person whom its clause is about.

    A relative pronoun before it points at who stands before that. Else it is the only person whom the clause, or the
    sentence before its «أن», names, and, where none is named, the one whose words the sentence reports. A verb
    (`behind` False) must stand behind «الذي», «حيث» or «أنه», or it may have a subject of its own.
    """
    cast, start = scene.cast, scene.start
    letters, words = cast.batch.letters, cast.batch.words
    low = max(start, token - CLAUSE)
    relative = letters.rfind(RELATIVE, low, token)
    if relative > start and COMMA not in letters[relative + 1 : token]:
        if behind or token - relative <= 2:
            return _antecedent(cast, start, relative, gender)
        return None
    that = letters.rfind(THAT, start, token)
    if behind and any("hence" in kinds_of(word) for word in words[max(start, token - 3) : token]):
        that = -1  # «قال فلان إن ...، وذلك خلال لقائه»
    if not behind:
        near = that == token - 1 or that == token - 2 and fold(words[token - 1]) in WHEN
        own = near and that >= start and fold(words[that]).endswith(OWN)
        where = fold(words[token - 1]) in WHERE and token > start
        if not own and not where:
            return None
    else:
        beside = _beside(cast, start, token, gender)
        if beside:
            return beside
    persons = _persons(cast, that + 1 if that >= start else start, token, gender)
    if not persons and behind and token - start <= OPENS:
        ahead = _ahead(scene, token, gender)
        if ahead:
            return ahead
    if not persons and (that < start or not _has_subject(cast, that, token)):
        persons = _persons(cast, start, token, gender) if that >= start else []
        persons = persons or _speakers(scene, token, gender)
    if not persons and behind:
        free = (at for at in range(max(start, that + 1), token) if not _led_in(cast, at))
        called = (by_role(cast, at, token, gender) for at in free)
        return _before(scene, token, gender) or next(filter(None, called), None)
    if len({name.entity for name in persons}) != 1:
        return None
    free = [
        name for name in persons if cast.told_of(name) or not led(name) and not after_preposition(cast, name, start)
    ]
    named = next((name for name in free if not kin_before(cast, start, name)), None)
    return None if named is None or _another(cast, named, token) else named


def meant(scene, token: int, types) -> Named | None:
    """Whom or what the pronoun of a verb means: who stands before «الذي», else the only person before it."""
    cast, start = scene.cast, scene.start
    letters = cast.batch.letters
    low = token - 1 - (letters[token - 1] == ALREADY)
    if low > start and letters[low] == RELATIVE:
        close = low - (letters[low - 1] == COMMA)
        ends = [name for name in cast.within(max(start, low - 12), close) if name.end == close]
        return ends[0] if ends and ends[0].type in types and ends[0].entity else None
    if "PER" not in types or letters[token - 1] == COMMA:
        return None
    clause = letters.rfind(THAT, start, token) + 1
    persons = [name for name in cast.within(max(start, clause), token) if name.type == "PER" and name.entity]
    return persons[0] if len({name.entity for name in persons}) == 1 else None


def _led_in(cast, at: int) -> bool:
    """Whether a role at a word is led in by a preposition or part of another: no subject."""
    words, letters = cast.batch.words, cast.batch.letters
    return letters[at - 1] in PREPOSITIONS or bool(cues.role_split(words[at])[2]) or bool(cues.role(words[at - 1]))


def _has_subject(cast, that: int, token: int) -> bool:
    """Whether a noun stands behind «أن» and is the subject of its clause: «إن الوزير سيزور», not «أن فقد»."""
    words = cast.batch.words
    after = standard(words[that + 1])
    noun = after.startswith("ال") or len(after) > 3 and after.endswith("ا") or bool(cues.role(words[that + 1]))
    return noun and that + 1 < token and not fold(words[that]).endswith(OWN)


def _beside(cast, start: int, token: int, gender: str) -> Named | None:
    """Who stands right before «خلال زيارته»: «..., أطلقه الوزير، فلان، خلال زيارته»."""
    low = token - 1
    while low > start and (cast.batch.letters[low] == COMMA or object_of(cast.batch.words[low]) == "took place"):
        low -= 1
    name = next((name for name in cast.within(max(start, low - 8), low + 1) if name.end == low + 1), None)
    if name is None or ENDER in cast.batch.letters[max(start, name.start - 10) : name.start]:
        return None  # «فلان، وهو من منتقدي فلان، بعد زيارته»
    if low == token - 1 or name.type != "PER" or clashes(cast, name, gender):
        return None
    role = name.start
    while role > start and describes(cast, role - 1):
        role -= 1
    led_in = role > start and cast.batch.letters[role - 1] in PREPOSITIONS
    return None if led(name) or led_in or kin_before(cast, start, name) else name


def _ahead(scene, token: int, gender: str) -> Named | None:
    """Who is named first behind the clause that opens a sentence: «وبعد لقائه الرئيس، قال فلان إن»."""
    cast, letters = scene.cast, scene.cast.batch.letters
    commas = [at for at in range(token, min(scene.end - 2, token + AHEAD)) if letters[at] == COMMA]
    comma = next((at for at in commas if letters[at + 1] == VERB or acts_of(cast.batch.words[at + 1])), None)
    if comma is None:
        return None
    name = first(cast, comma + 2, min(scene.end, comma + 2 + BESIDE))
    name = name or by_role(cast, comma + 2, min(scene.end, comma + 2 + BESIDE), gender)
    return name if name and name.type == "PER" and not clashes(cast, name, gender) else None


def _another(cast, named: Named, token: int) -> bool:
    """Whether somebody without a name comes between: «كان فلان برفقة ولي العهد خلال زيارته»."""
    words = cast.batch.words
    low = named.end + (3 if cast.batch.letters[named.end] == COMMA else 1)  # «فلان، وزير الخارجية، زار»
    if any("somebody" in kinds_of(word) for word in words[low:token]):
        return True
    roles = [at for at in range(low, token) if cues.role(words[at]) == "official"]
    roles = [at for at in roles if not any(name.type == "PER" for name in cast.within(at + 1, min(token, at + 8)))]
    return any(fold(words[at]).startswith(("ال", "لل", "بال", "وال")) for at in roles)


def _persons(cast, start: int, end: int, gender: str) -> list[Named]:
    low = max(start, end - WITHIN)
    return [name for name in cast.within(low, end) if name.type == "PER" and not clashes(cast, name, gender)]


def _antecedent(cast, start: int, relative: int, gender: str) -> Named | None:
    """Who stands right before «الذي»: a person's name, or a role that the article gives to one."""
    close = relative - (cast.batch.letters[relative - 1] == COMMA)
    for name in cast.within(max(start, close - 12), close):
        if name.end == close:
            fits = name.type == "PER" and not clashes(cast, name, gender) and not kin_before(cast, start, name)
            return name if fits else None
    for at in range(close - 1, max(start, close - 6) - 1, -1):
        if cues.role(cast.batch.words[at]) in PERSONAL:
            return by_role(cast, at, close, gender)
    return None


def _speakers(scene, token: int, gender: str) -> list[Named]:
    """Whose words the sentence of an act reports, where the act stands before them or tells of the speaker."""
    cast, found = scene.cast, []
    that = token > scene.start and cast.batch.letters[token - 1] == THAT
    for first_word, last_word, speaker in scene.said:
        known = cast.of_entity.get(speaker)
        inside = first_word <= token < last_word
        fits = known is not None and known.type == "PER" and not clashes(cast, known, gender)
        if fits and (that or not inside) and first_word >= scene.start:
            found.append(Named(token, token, speaker, "PER", ""))
    return found


def _before(scene, token: int, gender: str) -> Named | None:
    """Whose words stand before a sentence that goes on with «جاء ذلك خلال لقائه»."""
    cast = scene.cast
    known = cast.of_entity.get(scene.before)
    hence = any("hence" in kinds_of(word) for word in cast.batch.words[scene.start : scene.start + 2])
    if not hence or known is None or known.type != "PER" or clashes(cast, known, gender):
        return None
    return Named(token, token, scene.before, "PER", "")


def both(scene, token: int, word: int) -> tuple[Named, Named] | None:
    """The two persons whom «الرئيسان» means: the only two that the sentence names before it, both called so.

    Without «أن» between they need not be called so; `word` is 0 where a pronoun alone means them («جمعتهما»).
    """
    cast = scene.cast
    named = [
        name for name in cast.within(max(scene.start, token - WITHIN), token) if name.type == "PER" and name.entity
    ]
    order = list(dict.fromkeys(name.entity for name in named))
    if len(order) != 2:
        return None
    role = word and cues.role_split(cast.batch.words[word])[1]
    called = role and all(_called(cast, entity, role, token) for entity in order)
    if not called and THAT in cast.batch.letters[scene.start : token]:
        return None
    one, two = (next(name for name in named if name.entity == entity) for entity in order)
    return one, two


def _called(cast, entity: str, role: str, token: int) -> bool:
    """Whether the article gives a person a role."""
    cast.offices(entity, token)  # reads the roles of the article
    return any(head == role and given == entity for _, head, *_, given in cast.given[cast.article(token)])
