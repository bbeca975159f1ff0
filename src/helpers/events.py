"""Events of the simple kind: who met, visited, phoned, signed with or attacked whom, where and when.

From a lexicon of acts (data/lexicons/acts.csv) and the names around them. Precision before recall: a row needs an act
that is not denied, an agent and another side that are both named, and the words between them in order.
"""

from bisect import bisect_left
from functools import cache

import pandas as pd

from helpers import cues, frames, lexicons, scan
from helpers.acts import Act, act_of, acts, objects
from helpers.cues import ALPHABET
from helpers.normalise import standard
from helpers.quotes import ZONES, Reader
from helpers.scan import fold
from helpers.speaker_phrases import HARD, Named, letters_of

COLUMNS = {
    "article": "str", "start": "int64", "end": "int64", "agent": "str", "act": "str", "other": "str", "place": "str",
    "begin": "datetime64[s]", "finish": "datetime64[s]", "grain": "str", "status": "str", "reported": "str",
    "verb": "str", "agent_text": "str", "other_text": "str", "date_text": "str", "text": "str", "block": "int64",
}  # fmt: skip
BESIDE, NEAR, WITHIN = 7, 10, 7  # words from act to agent, from agent to other side, from there to the place
WITHIN_DATE = 9  # words between an act and its date
PARTING = letters_of("relative", "blocker", "verb", "participle", "that", "colon") | {ALPHABET["stop"]}
COMMA, NOT, THAT, IN = (ALPHABET[name] for name in ("comma", "not", "that", "in"))
PREPOSITIONS = letters_of("preposition", "in", "on", "about", "from", "to", "blocker", "according", "against")


def find(blocks, mentions, dates=None, quotes=None, *, zones=ZONES) -> pd.DataFrame:
    """Who met, visited, phoned, signed with or attacked whom, where and when: a row an act told in a sentence.

    Parameters
    ----------
    blocks : DataFrame
        article, start, text; block and zone where there are.
    mentions : DataFrame
        article, start, end, type, entity.
    dates : DataFrame, optional
        The dates frame: an act takes the nearest day of its sentence.
    quotes : DataFrame, optional
        The quotes frame: an act inside reported speech says who reports it.
    zones : sequence of str or None
        Which zones to read; None reads all.

    Returns
    -------
    DataFrame
        article; start and end of the sentence; agent, act (met, visited, phoned, signed, attacked), other, place
        (entities); begin, finish, grain of the date (NaT where none is told); status (told, planned: in the future,
        named: by a noun, «زيارة حفتر لموسكو»); reported (whose words it stands in); verb, agent_text, other_text,
        date_text; text (the sentence); block.

    Raises
    ------
    ValueError
        A column is missing or a zone unknown.

    >>> text = "التقى غسان سلامة خليفة حفتر في بنغازي أمس."
    >>> blocks = pd.DataFrame({"article": ["a"], "start": [0], "text": [text]})
    >>> mentions = pd.DataFrame(
    ...     [("a", 6, 16, "PER", "سلامة"), ("a", 17, 27, "PER", "حفتر"), ("a", 31, 37, "LOC", "بنغازي")],
    ...     columns=["article", "start", "end", "type", "entity"],
    ... )
    >>> find(blocks, mentions)[["agent", "act", "other", "place"]].values.tolist()
    [['سلامة', 'met', 'حفتر', 'بنغازي']]
    """
    blocks = scan.checked(blocks, zones)
    frames.require(mentions, "mentions", ["article", "start", "end", "type", "entity"])
    days, said = _by_article(dates), _by_article(quotes)
    rows = []
    for batch in scan.batches(blocks, cues.classify):
        rows += _batch(batch, mentions, days, said)
    frame = pd.DataFrame(rows).reindex(columns=list(COLUMNS))
    return frame.astype(COLUMNS)


def _by_article(frame) -> dict:
    if frame is None or frame.empty:
        return {}
    return {article: list(rows.itertuples()) for article, rows in frame.groupby("article", sort=False)}


def _batch(batch, mentions, days, said):
    reader = Reader(batch, mentions)
    marked = {word for word in set(batch.words) if act_of(word)}
    places = [token for token, word in enumerate(batch.words) if word in marked]
    if not places:
        return
    at = 0
    for start, end in reader.sentences():
        while at < len(places) and places[at] < start:
            at += 1
        while at < len(places) and places[at] < end:
            found = _read(reader.cast, act_of(batch.words[places[at]]), places[at], start, end)
            if found:
                yield _row(batch, reader.cast, places[at], start, end, *found, days, said)
            at += 1


def _read(cast, act: Act, token: int, start: int, end: int):
    """Agent, other side and place of an act; None where they are not all plain."""
    letters = cast.batch.letters
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
    if agent is None or not agent.entity or agent.type not in act.agents or cast.clashes(agent, act.gender):
        return None
    if act.needs and not any(
        objects().get(fold(w)) == act.needs for w in cast.batch.words[token + 1 : min(end, after + NEAR)]
    ):
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


def _after_preposition(cast, name: Named, start: int) -> bool:
    near = cast.batch.letters[max(start, name.start - 3) : name.start]
    return any(letter in PREPOSITIONS for letter in near)


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
        return name if name.type == "ORG" and name.start - start <= 1 else None
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
    for name in cast.within(start, min(end, start + NEAR + 6)):
        if name.start - start > NEAR or name.entity == agent.entity or not name.entity:
            return None
        attached, place = name.attached.strip("و"), name.start
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
            direct = "object" in act.other and (act.kind == "verb" or act.owner) and fold(words[place])[0] != "و"
            joined = act.kind == "noun" and not act.owner and name.attached == "و" and name.start == start
            if lead in act.other or joined or direct and not lead and not _cut(cast, start, place, 1):
                return name
            if not lead:
                return None
        elif not lead and name.type != "LOC":
            return None
    return None


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


def _row(batch, cast, token, start, end, agent, other, place, days, said) -> dict:
    first, last = batch.trimmed(batch.starts[start], batch.ends[end - 1])
    span, verb = batch.place(first, last), batch.place(batch.starts[token], batch.ends[token])
    act = act_of(batch.words[token])
    planned = act.present and fold(batch.words[token]).lstrip("وف").startswith("س")
    rows = [row for row in days.get(span["article"], ()) if span["start"] <= row.start < span["end"]]
    when = _when(batch, rows, first - span["start"], token, max(agent.end, other.end, token + 1))
    reporter = [q.speaker or q.speaker_text for q in said.get(span["article"], ()) if q.start <= verb["start"] < q.end]
    return {
        **span,
        "agent": agent.entity,
        "act": act.label,
        "other": other.entity,
        "place": place,
        "begin": getattr(when, "begin", pd.NaT),
        "finish": getattr(when, "finish", pd.NaT),
        "grain": getattr(when, "grain", ""),
        "date_text": getattr(when, "text", ""),
        "status": "named" if act.kind == "noun" else "planned" if planned else "told",
        "reported": reporter[-1] if reporter else "",
        "verb": batch.words[token][batch.entry(token).skip :],
        "agent_text": batch.text[batch.starts[agent.start] + len(agent.attached) : batch.ends[agent.end - 1]],
        "other_text": batch.text[batch.starts[other.start] + len(other.attached) : batch.ends[other.end - 1]],
        "text": batch.shown(first, last),
    }


def _when(batch, rows, shift: int, token: int, after: int):
    """The date that stands beside an act: after it with nothing but names and places between, or shortly before it."""
    best, best_far = None, WITHIN_DATE + 1
    for row in rows:
        if pd.isna(row.begin) or row.type == "DURATION":
            continue
        place = bisect_left(batch.starts, row.start + shift)
        stop = bisect_left(batch.starts, row.end + shift)
        if place > token:
            far, between = max(0, place - after), batch.letters[min(after, place) : place]
        else:
            far, between = 2 * (token - stop), batch.letters[stop:token]
        if far < best_far and not any(letter in PARTING for letter in between):
            best, best_far = row, far
    return best
