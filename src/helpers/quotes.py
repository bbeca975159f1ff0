"""Quotes: direct and indirect speech found in text, with its cue and its speaker."""

import re
from bisect import bisect_left, bisect_right

import pandas as pd

from helpers import cues, frames, quote_marks, scan
from helpers.cues import ALPHABET
from helpers.scan import BETWEEN, Batch
from helpers.speaker_mentions import letters_of
from helpers.speakers import Cast
from helpers.statements import EVENTS, Sentence, Statement

EXTRA = {"block": "int64", "zone": "str", "stance": "str", "how": "str", "via": "str", "speaker_start": "int64",
         "speaker_end": "int64", "closed": "bool"}  # fmt: skip
ZONES = ("headline", "body", "caption")
STOP = letters_of("dot", "stop")
STOPS = re.compile(f"[{BETWEEN}{''.join(STOP)}]")
LINE = re.compile(r"\s*\n\s*")
ENDS_LINE = frozenset('.!?؟"»”…)')
FAR = 4  # characters between blocks over which a quotation is believed to run on


def find(blocks: pd.DataFrame, mentions: pd.DataFrame | None = None, *, zones=ZONES) -> pd.DataFrame:
    """Direct and indirect speech in blocks, with cue and speaker.

    Parameters
    ----------
    blocks : DataFrame
        article, start, text; block and zone where there are.
    mentions : DataFrame, optional
        article, start, end, type, entity: who is named. Without it speakers are words only.
    zones : sequence of str or None
        Which zones to read; None reads all.

    Returns
    -------
    DataFrame
        One row a statement: article, start, end, kind (direct: the words between quotation marks, without them;
        indirect: the clause after إن or أن, or beside «بحسب»), speaker (an entity of the mentions, empty where nobody
        named is meant), speaker_text (the words that say who speaks, empty where the verb alone does), cue, text.
        Further: stance of the cue (data/lexicons/cues.csv), how the speaker was understood (name, role, last: the one
        who spoke before, sentence: the sentence's subject, none), via (who passed it on: «نقلت رويترز عن ...»),
        speaker_start and speaker_end (-1 without words), closed (False: the closing mark is missing).

    Raises
    ------
    ValueError
        A column is missing or a zone unknown.

    Notes
    -----
    Words in marks count as speech where a cue leads them in or stands after them; single words, names, titles and scare
    quotes do not. A quotation inside an indirect clause is a row of its own. Cues that are denied («لم يؤكد») and
    impersonal ones («يذكر أن») make no row. In the manner of rule-based attribution (Krestel, Bergler and Witte 2008).

    >>> text = "وقال سلامة إن الحل قريب. وأضاف «الكلمة لهم هم»."
    >>> blocks = pd.DataFrame({"article": ["a"], "start": [0], "text": [text]})
    >>> mentions = pd.DataFrame({"article": ["a"], "start": [5], "end": [10], "type": ["PER"], "entity": ["PER:سلامة"]})
    >>> find(blocks, mentions)[["kind", "speaker", "cue", "text"]].values.tolist()
    [['indirect', 'PER:سلامة', 'قال', 'الحل قريب'], ['direct', 'PER:سلامة', 'أضاف', 'الكلمة لهم هم']]
    """
    blocks = scan.checked(blocks, zones)
    rows = []
    for batch in scan.batches(blocks, cues.classify):
        rows += Reader(batch, mentions).rows()
    columns = {name: [row[name] for row in rows] for name in [*frames.COLUMNS["quotes"], *EXTRA]}
    return frames.make("quotes", columns, **EXTRA)


class Reader:
    """Reads the statements of one batch, sentence by sentence."""

    def __init__(self, batch: Batch, mentions: pd.DataFrame | None):
        self.batch = batch
        self.quoted = [span for span in quote_marks.spans(batch.text, batch.far(FAR)) if span.depth == 0]
        marks = {bisect_left(batch.starts, span.start - 1): span for span in self.quoted}
        self.cast = Cast(batch, mentions, marks)

    def rows(self) -> list[dict]:
        """All statements as rows of the frame, in order."""
        found: list[Statement] = []
        for start, end in self.sentences():
            if any(letter in EVENTS for letter in self.batch.letters[start:end]):
                found += Sentence(self.cast, start, end).read()
        return [self.row(statement) for statement in found]

    def sentences(self):
        """Stretches of words up to a stop outside quotations or to a paragraph's end."""
        batch, letters = self.batch, self.batch.letters
        closed = [(span.start, span.end) for span in self.quoted if span.closed]
        starts = [span[0] for span in closed]
        begin = 0
        lines = {token for token in self.line_ends() if token < len(letters)}
        for token in sorted(lines.union(match.start() for match in STOPS.finditer(letters))):
            letter = letters[token]
            if token in lines and token > begin:
                yield begin, token
                begin = token
            if letter != BETWEEN and letter not in STOP:
                continue
            position = batch.starts[token]
            place = bisect_right(starts, position) - 1
            if place >= 0 and position < closed[place][1]:
                continue
            if letter == ALPHABET["dot"] and not self.full_stop(token):
                continue
            if token > begin:
                yield begin, token
            begin = token + 1
        if begin < len(letters):
            yield begin, len(letters)

    def full_stop(self, token: int) -> bool:
        """Whether a dot ends a sentence: not in «1.6» or «د. فلان», and one of «...» is enough."""
        batch = self.batch
        after = batch.text[batch.ends[token]]
        if not (after.isspace() or after in quote_marks.SHAPES or after in '")'):
            return False
        before = batch.words[token - 1] if token else ""
        return not (len(before) == 1 and before.isalpha())

    def line_ends(self) -> set[int]:
        """Words that open a line, inside a block, after one that ended a sentence."""
        text, found = self.batch.text, set()
        for match in LINE.finditer(text):
            before = text[match.start() - 1] if match.start() else ""
            if before in ENDS_LINE:
                found.add(bisect_left(self.batch.starts, match.end()))
        return found

    def row(self, found: Statement) -> dict:
        """A statement as a row of the frame."""
        batch, speaker, span = self.batch, found.speaker, found.span
        start, end = (span.start, span.end) if span else (batch.starts[found.start], batch.ends[found.end - 1])
        start, end = batch.trimmed(start, end)
        words = {"speaker_start": -1, "speaker_end": -1, "speaker_text": ""}
        if speaker.start >= 0:
            named = self.cast.at.get(speaker.start)
            skip = len(named.attached) if named else cues.role_split(batch.words[speaker.start])[2]
            first, last = batch.starts[speaker.start] + skip, batch.ends[speaker.end - 1]
            place = batch.place(first, last)
            words = {
                "speaker_start": place["start"],
                "speaker_end": place["end"],
                "speaker_text": batch.shown(first, last),
            }
        cue = batch.words[found.cue][batch.entry(found.cue).skip :] if found.cue >= 0 else ""
        return {
            **batch.place(start, end), **words, "kind": found.kind, "speaker": speaker.entity,
            "cue": cue, "text": batch.shown(start, end),
            "stance": found.stance, "how": speaker.how, "via": found.via, "closed": span.closed if span else True,
        }  # fmt: skip
