"""Events of the simple kind: who met, visited, phoned, signed with or attacked whom, where and when.

From a lexicon of acts (data/lexicons/acts.csv) and the names around them. Precision before recall: a row needs an act
that is not denied, an agent and another side that are both named, and the words between them in order.
"""

from bisect import bisect_left

import pandas as pd

from helpers import cues, event_sides, frames, scan
from helpers.acts import acts_of
from helpers.cues import ALPHABET
from helpers.quotes import ZONES, Reader
from helpers.scan import fold
from helpers.speaker_mentions import letters_of

COLUMNS = {
    "article": "str", "start": "int64", "end": "int64", "agent": "str", "act": "str", "other": "str", "place": "str",
    "begin": "datetime64[s]", "finish": "datetime64[s]", "grain": "str", "status": "str", "reported": "str",
    "verb": "str", "agent_text": "str", "other_text": "str", "date_text": "str", "text": "str", "block": "int64",
}  # fmt: skip
WITHIN_DATE = 9  # words between an act and its date
PARTING = letters_of("relative", "blocker", "verb", "participle", "that", "colon") | {ALPHABET["stop"]}
COMMA, NOT, THAT, IN = (ALPHABET[name] for name in ("comma", "not", "that", "in"))


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
    at = 0
    for start, end in reader.sentences():
        while at < len(places) and places[at] < start:
            at += 1
        while at < len(places) and places[at] < end:
            for act in acts_of(batch.words[places[at]]):
                found = event_sides.read(reader.cast, act, places[at], start, end)
                if found:
                    yield _row(batch, reader.cast, act, places[at], start, end, *found, days, said)
                    break
            at += 1


def _row(batch, cast, act, token, start, end, agent, other, place, days, said) -> dict:
    first, last = batch.trimmed(batch.starts[start], batch.ends[end - 1])
    span, verb = batch.place(first, last), batch.place(batch.starts[token], batch.ends[token])
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
