"""Events of the simple kind: who met, visited, phoned, signed with or attacked whom, where and when.

From a lexicon of acts (data/lexicons/acts.csv) and the names around them. Precision before recall: a row needs an act
that nothing beside it denies, threatens or asks for, and sides that stand in order. One side may stay unnamed where the
sentence names none: who attacked, with whom was signed, whom somebody met.
"""

from bisect import bisect_left

import pandas as pd

from helpers import cues, event_sides, event_status, frames, scan
from helpers.acts import acts_of, kinds_of
from helpers.event_names import COMMA, Scene
from helpers.quotes import ZONES, Reader
from helpers.speaker_mentions import letters_of

COLUMNS = {
    "article": "str", "start": "int64", "end": "int64", "agent": "str", "act": "str", "other": "str", "place": "str",
    "begin": "datetime64[s]", "finish": "datetime64[s]", "grain": "str", "status": "str", "reported": "str",
    "verb": "str", "agent_text": "str", "other_text": "str", "date_text": "str", "text": "str", "block": "int64",
}  # fmt: skip
OPENS = 20  # characters into a sentence at which a date with a comma behind it says when all of it happened
JUST = 40  # characters before a sentence in which the statement before it ends
LONG = ("month", "year")  # of the present no day tells them
WITHIN_DATE = 9  # words between an act and its date
PARTING = letters_of("relative", "blocker", "verb", "participle", "that", "colon", "preposition", "about", "stop")


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
        (entities; agent or other is empty where the sentence names only one side, «هجوم على إدلب», agent_text where
        only a pronoun means it, «زيارته»); begin, finish, grain of the date (NaT where none is told); status (told,
        planned: yet to come, named: by a noun, «زيارة حفتر لموسكو»); reported (whose words it stands in); verb,
        agent_text, other_text, date_text; text (the sentence); block. An act upon several has a row for each.

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
    found: dict = {}
    for row in frame.itertuples():
        found.setdefault(row.article, []).append(row)
    return found


def _batch(batch, mentions, days, said):
    reader = Reader(batch, mentions)
    marked = {word for word in set(batch.words) if acts_of(word)}
    places = [token for token, word in enumerate(batch.words) if word in marked]
    if not places:
        return
    at, countries = 0, {}
    for start, end in reader.sentences():
        while at < len(places) and places[at] < start:
            at += 1
        here = at
        while at < len(places) and places[at] < end:
            at += 1
        if at > here and reader.cast.within(start, end):
            yield from _sentence(batch, reader.cast, places[here:at], (start, end, countries), days, said)


def _sentence(batch, cast, places, bounds, days, said) -> list[dict]:
    """The rows of a sentence: no act twice with the same sides, nor with fewer."""
    start, end, countries = bounds
    first, last = batch.trimmed(batch.starts[start], batch.ends[end - 1])
    span = batch.place(first, last)
    shift = first - span["start"]
    near = [row for row in said.get(span["article"], ()) if row.start < span["end"] and row.end > span["start"]]
    denied = [row for row in near if getattr(row, "stance", "") == "deny"]
    told = said.get(span["article"], ())
    before = [row for row in told if span["start"] - JUST < row.end <= span["start"] and row.speaker]
    before = max(before, key=lambda row: row.end).speaker if before else ""
    spoken = tuple(_spoken(batch, row, shift) for row in near if row.speaker)
    scene = Scene(cast, start, end, spoken, countries, before)
    rows: list[dict] = []
    text = batch.shown(first, last)
    for token in places:
        position = batch.starts[token] - shift
        if any(row.start <= position < row.end for row in denied):
            continue
        for act in acts_of(batch.words[token]):
            found = event_sides.read(scene, act, token)
            if found:
                planned = event_status.is_planned(scene, act, token)
                rows += [_row(batch, text, span, shift, act, token, sides, planned, days, near) for sides in found]
                break
    return [row for number, row in enumerate(rows) if not _told_already(row, rows, number)]


def _spoken(batch, row, shift: int) -> tuple[int, int, str]:
    """First word, word after the last, and speaker of a statement."""
    return bisect_left(batch.starts, row.start + shift), bisect_left(batch.starts, row.end + shift), row.speaker


def _told_already(row: dict, rows: list[dict], number: int) -> bool:
    """Whether another row of the sentence tells the same act with as much or more."""
    for place, other in enumerate(rows):
        if place == number or other["act"] != row["act"]:
            continue
        if all(not row[side] or row[side] == other[side] for side in ("agent", "other")):
            less = any(row[side] != other[side] for side in ("agent", "other"))
            if less or place < number:
                return True
    return False


def _row(batch, shown, span, shift, act, token, sides, planned, days, near) -> dict:
    agent, other = sides.agent, sides.other
    verb = batch.place(batch.starts[token], batch.ends[token])
    rows = [row for row in days.get(span["article"], ()) if span["start"] <= row.start < span["end"]]
    after = max([token + 1, *(side.end for side in (agent, other) if side)])
    when = _when(batch, rows, span["start"], shift, token, after)
    if when is not None and any("to come" in kinds_of(word) for word in when.text.split()):
        past = act.kind == "verb" and not act.present
        when, planned = (None, planned) if past else (when, True)
    elif when is not None and act.kind == "verb" and act.present and when.grain in LONG:
        planned = True  # «يقوم فلان في يوليو بزيارة»
    elif when is not None and act.kind == "noun" and any("past" in kinds_of(word) for word in when.text.split()):
        planned = False  # «قبل قمته مع فلان الشهر الماضي»
    reporter = [q.speaker or q.speaker_text for q in near if q.start <= verb["start"] < q.end]
    return {
        **span,
        "agent": agent.entity if agent else "",
        "act": act.label,
        "other": other.entity if other else "",
        "place": sides.place,
        "begin": getattr(when, "begin", pd.NaT),
        "finish": getattr(when, "finish", pd.NaT),
        "grain": getattr(when, "grain", ""),
        "date_text": getattr(when, "text", ""),
        "status": "planned" if planned else "named" if act.kind == "noun" else "told",
        "reported": reporter[-1] if reporter else "",
        "verb": batch.words[token][batch.entry(token).skip :],
        "agent_text": _words(batch, agent),
        "other_text": _words(batch, other),
        "text": shown,
    }


def _words(batch, side) -> str:
    """The words of the text that name a side; none where it is unnamed or only meant."""
    if side is None or side.end == side.start:
        return ""
    return batch.text[batch.starts[side.start] + len(side.attached) : batch.ends[side.end - 1]]


def _when(batch, rows, begin: int, shift: int, token: int, after: int):
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
            if COMMA in between and row.start - begin > OPENS:  # «على نقيض حرب 1991، قوبل الهجوم»
                continue
        if far < best_far and not any(letter in PARTING for letter in between):
            best, best_far = row, far
    return best
