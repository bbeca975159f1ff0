"""Quotes: direct and indirect speech found in text, with its cue and its speaker."""

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

import pandas as pd

from helpers import cues, frames, quote_marks, scan
from helpers.cues import ALPHABET
from helpers.scan import BETWEEN, Batch, fold
from helpers.speakers import Cast, Speaker, letters_of

EXTRA = {"block": "int64", "zone": "str", "stance": "str", "how": "str", "via": "str", "speaker_start": "int64",
         "speaker_end": "int64", "closed": "bool"}  # fmt: skip
ZONES = ("headline", "body", "caption")
REACH = 45  # words between a cue and what it leads in
NOUN_GAP = 7


class Found(NamedTuple):
    """A statement: its words, kind, cue and speaker; a direct one also the place of its text."""

    start: int
    end: int
    kind: str
    cue: int
    stance: str
    speaker: Speaker
    via: str = ""
    span: quote_marks.Quoted | None = None


class Open(NamedTuple):
    """A cue that waits for its content."""

    token: int
    cue: cues.Cue
    speaker: Speaker
    via: str = ""


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
        reader = Reader(batch, Cast(batch, mentions))
        rows += [reader.row(found) for found in reader.read()]
    columns = {name: [row[name] for row in rows] for name in [*frames.COLUMNS["quotes"], *EXTRA]}
    return frames.make("quotes", columns, **EXTRA)


THAT, MARK, COLON, COMMA = (ALPHABET[name] for name in ("that", "mark", "colon", "comma"))
EVENTS = letters_of(
    "verb", "participle", "noun", "that", "mark", "colon", "according", "according_to", "according_verb", "quoting",
    "extent", "as", "ender", "ender_in",
)  # fmt: skip
ATTRIBUTING = letters_of("according", "according_to", "according_verb", "quoting", "extent")
SAYING = letters_of("verb", "participle", "noun")
NOT, BLOCKER, IMPERSONAL, WHAT = (ALPHABET[name] for name in ("not", "blocker", "impersonal", "what"))
TITLES = letters_of("title_of", "name_of", "charge_of")
LEADS = {"to": "الي", "on": "علي", "about": "عن", "from": "من", "in": "في"}
LEADING = {ALPHABET[name]: word for name, word in LEADS.items()}
STOP = letters_of("dot", "stop")
AGAINST = frozenset(map(fold, ("عليه", "عليها", "عليهم")))
LINE = re.compile(r"\s*\n\s*")
ENDS_LINE = frozenset('.!?؟"»”…)')


class Reader:
    """Reads the statements of one batch, sentence by sentence."""

    def __init__(self, batch: Batch, cast: Cast):
        self.batch, self.cast = batch, cast
        spans = quote_marks.spans(batch.text)
        self.quotes = [span for span in spans if span.depth == 0]
        self.marks = {bisect_left(batch.starts, span.start - 1): span for span in self.quotes}
        self.found: list[Found] = []

    def read(self) -> list[Found]:
        """All statements, in order."""
        for start, end in self.sentences():
            if any(letter in EVENTS for letter in self.batch.letters[start:end]):
                Sentence(self, start, end).read()
        return self.found

    def sentences(self):
        """Stretches of words up to a full stop, question or exclamation mark outside quotations, or a paragraph's end."""
        batch, letters = self.batch, self.batch.letters
        closed = [(span.start, span.end) for span in self.quotes if span.closed]
        starts = [span[0] for span in closed]
        begin = 0
        lines = self.line_ends()
        for token, letter in enumerate(letters):
            if token in lines and token > begin:
                yield begin, token
                begin = token
            if letter != BETWEEN and letter not in STOP:
                continue
            position = batch.starts[token]
            place = bisect_right(starts, position) - 1
            if place >= 0 and position < closed[place][1]:
                continue
            if letter == ALPHABET["dot"]:
                after = batch.text[position + 1 : position + 2]
                if not (after.isspace() or after in quote_marks.SHAPES or after in ('"', ")")):
                    continue
                if token and len(batch.words[token - 1]) == 1 and batch.words[token - 1].isalpha():
                    continue  # «د. فلان»
            if token > begin:
                yield begin, token
            begin = token + 1
        if begin < len(letters):
            yield begin, len(letters)

    def line_ends(self) -> set[int]:
        """Words that open a line, inside a block, after one that ended a sentence."""
        text, found = self.batch.text, set()
        for match in LINE.finditer(text):
            before = text[match.start() - 1] if match.start() else ""
            if before in ENDS_LINE:
                found.add(bisect_left(self.batch.starts, match.end()))
        return found

    def row(self, found: Found) -> dict:
        """A statement as a row of the frame."""
        batch = self.batch
        if found.span:
            start, end = found.span.start, found.span.end
        else:
            start, end = batch.starts[found.start], batch.ends[found.end - 1]
        text = batch.text
        while start < end and (text[start].isspace() or text[start] == scan.GAP):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] == scan.GAP):
            end -= 1
        place = batch.place(start, end)
        place["end"] = (
            place["start"] + end - start
            if batch.block(start) == batch.block(end - 1)
            else batch.place(end - 1, end)["end"]
        )
        speaker = found.speaker
        words = {"speaker_start": -1, "speaker_end": -1, "speaker_text": ""}
        if speaker.start >= 0:
            first = batch.starts[speaker.start]
            named = self.cast.at.get(speaker.start)
            first += len(named.attached) if named else cues.role_split(batch.words[speaker.start])[2]
            last = batch.ends[speaker.end - 1]
            span = batch.place(first, last)
            words = {"speaker_start": span["start"], "speaker_end": span["end"], "speaker_text": text[first:last]}
        cue = batch.words[found.cue][batch.entry(found.cue).skip :]
        return {
            **place, **words, "kind": found.kind, "speaker": speaker.entity, "cue": cue,
            "text": text[start:end].replace(f" {scan.GAP} ", "\n"), "stance": found.stance, "how": speaker.how,
            "via": found.via, "closed": found.span.closed if found.span else True,
        }  # fmt: skip


class Sentence:
    """One sentence: its cues in order, and what each leads in."""

    def __init__(self, reader: Reader, start: int, end: int):
        self.reader, self.batch, self.cast = reader, reader.batch, reader.cast
        self.letters = self.batch.letters
        self.start, self.end = start, end
        self.cue: Open | None = None  # the cue that waits
        self.clause: tuple | None = None  # (first word, Open) of the indirect clause that is running
        self.speaker: Speaker | None = None  # who speaks in this sentence so far
        self.quoted: list[Found] = []

    def read(self) -> None:
        """Go through the words that matter once, left to right."""
        token = self.start
        while token < self.end:
            letter = self.letters[token]
            if letter not in EVENTS:
                token += 1
            elif letter == MARK:
                token = self.mark(token)
            elif letter == THAT:
                self.that(token)
                token += 1
            elif letter == COLON:
                token = self.colon(token)
            elif letter in SAYING:
                self.saying(token)
                token += 1
            elif letter in ATTRIBUTING or letter == ALPHABET["as"]:
                token = self.attribution(token)
            else:
                self.ender(token)
                token += 1
        self.close(self.end)
        self.note(self.end)
        self.reader.found += sorted(self.quoted)

    # -- cues --------------------------------------------------------------------------------------------------

    def saying(self, token: int) -> None:
        """A verb, participle or noun of saying: it waits for its content unless it is denied or says nothing here."""
        cue: cues.Cue = self.batch.entry(token).value
        before = self.letters[token - 1] if token > self.start else ""
        if before == NOT or before == WHAT and not self.batch.entry(token - 1).skip and cue.present:
            return
        attached = self.batch.entry(token).skip > 0
        if self.clause:
            if cue.kind == "participle" or attached or before == COMMA and cue.kind == "verb":
                if cue.kind == "participle":
                    self.close(token)
            else:
                return
        if self.cue and cue.kind == "noun" and not attached:
            if (
                cue.owner and self.letters[token - 1] == ALPHABET["about"]
            ):  # «عبر فلان عن أمله»: the verb's, in the noun's tone
                self.cue = self.cue._replace(
                    cue=self.cue.cue._replace(stance=cue.stance, frame=self.cue.cue.frame | cue.frame)
                )
                return
            if not cue.owner:
                return
        earlier = self.cue
        self.note(token)
        self.cue = Open(token, cue, Speaker())
        if earlier and earlier.cue.kind == "verb" and cue.kind != "verb":
            begin, end = self.cast.phrase(self.past_pronouns(earlier.token + 1, token), token)
            if end > begin:
                self.speaker = self.cast.who(begin, end, earlier.cue.gender)

    def past_pronouns(self, start: int, end: int) -> int:
        """Past «عليه» and its like, which stand between a verb and its subject."""
        while start < end and fold(self.batch.words[start]) in AGAINST:
            start += 1
        return start

    def note(self, end: int) -> None:
        """A verb of saying that led nothing in: its subject is still who spoke last («أعلن العراق عن حملة. وأوضح أن ...»)."""
        if self.cue and self.cue.cue.kind == "verb" and not self.cue.speaker.entity:
            cue = self.cue.cue
            begin, stop = self.cast.phrase(self.past_pronouns(self.cue.token + 1, end), end)
            found = self.cast.who(begin, stop, cue.gender) if stop > begin else Speaker()
            if not found.entity:
                found = self.cast.after_was(self.start, self.cue.token, cue.gender)
            if found.entity:
                self.cast.speaks(self.cue.token, found)

    def leading(self, token: int) -> str:
        """The preposition right before a word, folded, or attached to it."""
        word = fold(self.batch.words[token])
        if self.batch.entry(token).skip and word.lstrip("و").startswith("ب"):
            return "ب"
        before = self.letters[token - 1] if token > self.start else ""
        return LEADING.get(before, "")

    def governed(self, token: int) -> bool:
        """Whether a complementiser or quotation belongs to the waiting cue."""
        if not self.cue or token - self.cue.token > (NOUN_GAP if self.cue.cue.kind == "noun" else REACH):
            return False
        lead = self.leading(token)
        return not lead or lead in self.cue.cue.frame or token - self.cue.token > 2 and lead == "في"

    def that(self, token: int) -> None:
        """إن or أن: opens the indirect clause of the waiting cue."""
        before = self.letters[token - 1] if token > self.start else ""
        attached = self.batch.words[token][0] == "و" and self.batch.entry(token).skip
        if attached and self.clause:
            return
        if before in (BLOCKER, IMPERSONAL, NOT) or not self.governed(token):
            return
        if self.cue.cue.present and self.impersonal(token):
            self.cue = None
            return
        if self.clause:
            self.close(self.cue.token)
        waiting = self.resolved(token)
        self.clause = (token + 1, waiting)
        self.cue = None

    def impersonal(self, token: int) -> bool:
        """Whether a present verb stands right before its clause («يذكر أن», «يشار إلى أن»): then nobody is named."""
        cue = self.cue.token
        prepositions = sum(letter in LEADING for letter in self.letters[cue + 1 : token])
        folded = fold(self.batch.words[cue]).lstrip("وف")
        return token - cue - 1 - prepositions == 0 and cues.words().get(folded, ("",))[0] == "impersonal"

    def resolved(self, content: int) -> Open:
        """The waiting cue with its speaker, who is looked for after it, before it, and among those who spoke."""
        waiting = self.cue
        token, cue = waiting.token, waiting.cue
        gender = cue.gender if cue.gender in ("m", "f") else ""
        speaker, via = Speaker(), ""
        if cue.kind == "verb" or cue.kind == "noun" and not cue.owner:
            begin, end = self.cast.phrase(token + 1, content)
            if cue.lemma in ("جاء", "ورد", "نقل"):
                begin, end, via = self.relayed(token, content, begin, end)
            if end > begin:
                speaker = self.cast.who(begin, end, gender)
        if speaker.start < 0:
            speaker = self.unnamed(token, cue, gender)
        self.speaker = speaker
        self.cast.speaks(token, speaker)
        return waiting._replace(speaker=speaker, via=via)

    def relayed(self, token: int, content: int, begin: int, end: int):
        """«نقلت رويترز عن مسؤول», «جاء في بيان»: the source's source speaks, the other passes on."""
        lead = {"نقل": ALPHABET["about"]}.get(self.cue.cue.lemma, ALPHABET["in"])
        place = next((at for at in range(max(end, token + 1), content) if self.letters[at] == lead), None)
        if place is None:
            return begin, end, ""
        via = self.batch.text[self.batch.starts[begin] : self.batch.ends[end - 1]] if end > begin else ""
        if not via and self.cue.cue.lemma == "نقل":
            last = self.cast.last(token, "")
            spoken = self.cast.spoken.get(self.cast.article(token), [])
            if last.entity or spoken:
                before = spoken[-1]
                via = (
                    self.batch.text[self.batch.starts[before.start] : self.batch.ends[before.end - 1]]
                    if before.start >= 0
                    else ""
                )
        source = self.cast.phrase(place + 1, content)
        return (*source, via) if source[1] > source[0] else (begin, end, "")

    def unnamed(self, token: int, cue: cues.Cue, gender: str) -> Speaker:
        """The speaker of a cue without one after it."""
        opening = token - self.start <= 1 and cue.kind == "verb"
        if self.speaker and not opening:
            return self.speaker._replace(start=-1, end=-1, how="sentence")
        if not opening:
            subject = self.cast.subject(self.start, token, gender)
            if subject.start >= 0:
                return subject
        return self.cast.last(token, gender)

    # -- content -----------------------------------------------------------------------------------------------

    def close(self, end: int) -> None:
        """The running indirect clause ends before a word."""
        if not self.clause:
            return
        start, waiting = self.clause
        self.clause = None
        while end > start and (
            self.letters[end - 1] in letters_of("comma", "dash", "dot", "stop", "colon")
            or fold(self.batch.words[end - 1]) == "و"
        ):
            end -= 1
        if end - start < 2 or self.only_quotation(start, end):
            return
        self.add(Found(start, end, "indirect", waiting.token, waiting.cue.stance, waiting.speaker, waiting.via))

    def only_quotation(self, start: int, end: int) -> bool:
        """Whether a clause is nothing but words in marks."""
        span = self.reader.marks.get(start)
        return span is not None and bisect_left(self.batch.starts, span.end) >= end - 2

    def add(self, found: Found) -> None:
        """Keep a statement."""
        self.quoted.append(found)

    def mark(self, token: int) -> int:
        """A quotation mark: speech where a cue leads it in or follows it; gives the word to go on from."""
        span = self.reader.marks.get(token)
        if span is None:
            return token + 1
        close = bisect_left(self.batch.starts, span.end)
        after = min(close + 1, self.end)
        if not self.is_speech(token, close, span):
            return after
        later = self.attributed_after(after)
        if later:
            if self.letters[token - 1] == COMMA:
                self.close(token)
            self.add(Found(token + 1, close, "direct", later.token, later.cue.stance, later.speaker, later.via, span))
            return after
        if self.cue and self.governed(token):
            waiting = self.resolved(token)
            self.cue = waiting
            self.add(
                Found(token + 1, close, "direct", waiting.token, waiting.cue.stance, waiting.speaker, waiting.via, span)
            )
        elif self.clause:
            waiting = self.clause[1]
            self.add(
                Found(token + 1, close, "direct", waiting.token, waiting.cue.stance, waiting.speaker, waiting.via, span)
            )
        return after

    def is_speech(self, token: int, close: int, span) -> bool:
        """Whether words in marks can be speech: two words or more, no title, no name."""
        words = sum(self.batch.words[at][0].isalpha() for at in range(token + 1, close))
        if words < 2:
            return False
        before = self.letters[token - 1] if token > self.start else ""
        two = self.letters[token - 2] if token - 1 > self.start else ""
        if words <= 8 and (before in TITLES or two in TITLES and before != COLON):
            return False
        named = self.cast.within(token + 1, close)
        return not any(name.end - name.start >= words for name in named)

    def attributed_after(self, token: int) -> Open | None:
        """A cue right after a quotation: «"..."، قال فلان», «"..." بحسب البيان»."""
        at = token
        while at < self.end and self.letters[at] in letters_of("comma", "dash", "dot"):
            at += 1
        if at >= self.end:
            return None
        if self.letters[at] in ATTRIBUTING or self.letters[at] == ALPHABET["as"]:
            found = self.source(at)
            return found[0] if found else None
        cue = self.batch.entry(at).value
        if self.letters[at] == ALPHABET["verb"] and not self.batch.entry(at).skip and (at > token or not self.cue):
            begin, end = self.cast.phrase(at + 1, self.end)
            if end > begin:
                speaker = self.cast.who(begin, end, cue.gender)
                self.cast.speaks(at, speaker)
                return Open(at, cue, speaker)
        return None

    def colon(self, token: int) -> int:
        """A colon after a cue: quotation marks follow, or the words themselves to the end."""
        if token + 1 < self.end and token + 1 in self.reader.marks:
            return token + 1
        if self.cue and self.cue.cue.kind != "noun" and token - self.cue.token <= NOUN_GAP + 5 and not self.clause:
            waiting = self.resolved(token)
            self.clause = (token + 1, waiting)
            self.cue = None
        return token + 1

    def ender(self, token: int) -> None:
        """Words that end a clause after a comma: «، وذلك في إشارة إلى»."""
        if not self.clause:
            return
        before = self.letters[token - 1]
        if self.letters[token] == ALPHABET["ender"] and before == COMMA:
            self.close(token)

    # -- attribution -------------------------------------------------------------------------------------------

    def source(self, token: int):
        """The speaker of «بحسب ...», «وفقا لـ ...», «نقلا عن ...», «على حد قول ...»: (cue with speaker, word after it)."""
        at, cue = token + 1, cues.Cue("بحسب", "according", frozenset(), "neutral")
        letter = self.letters[token]
        if letter == ALPHABET["as"] or letter == ALPHABET["according_verb"]:
            if at >= self.end or self.letters[at] != ALPHABET["verb"]:
                return None
        if at < self.end and self.letters[at] == WHAT:
            at += 1
        if letter == ALPHABET["quoting"]:
            if at >= self.end or self.letters[at] != ALPHABET["about"]:
                return None
            at += 1
        if letter == ALPHABET["extent"]:
            if at >= self.end or self.letters[at] != ALPHABET["noun"]:
                return None
            if self.batch.entry(at).value.owner:
                return Open(token, cue, self.speaker or self.cast.last(token, "")), at + 1
            at += 1
        if at < self.end and self.letters[at] == ALPHABET["verb"]:
            cue = cue._replace(stance=self.batch.entry(at).value.stance, gender=self.batch.entry(at).value.gender)
            at += 1
        begin, end = self.named_source(at)
        if end <= begin:
            return None
        speaker = self.cast.who(begin, end, cue.gender)
        if not speaker.entity and not speaker.kind:
            return None
        self.cast.speaks(token, speaker)
        return Open(token, cue, speaker), end

    def named_source(self, at: int) -> tuple[int, int]:
        """The noun phrase of an attribution, with its attached ل or its quotation marks."""
        if at >= self.end:
            return at, at
        span = self.reader.marks.get(at)
        if span:
            return at + 1, min(self.end, bisect_left(self.batch.starts, span.end) + 1)
        named = self.cast.at.get(at)
        if named:
            return at, named.end
        if fold(self.batch.words[at]) in ("ل", "عن"):
            return self.named_source(at + 1)
        start, end = self.cast.phrase(at, self.end)
        if end <= start and fold(self.batch.words[at]).startswith("لل"):
            start, end = at, self.cast.phrase(at + 1, self.end)[1]
            end = max(end, at + 1)
        return start, end

    def attribution(self, token: int) -> int:
        """«بحسب ...» beside a clause: the clause before it in the sentence, or after it where it opens the sentence."""
        found = self.source(token)
        if not found:
            return token + 1
        waiting, after = found
        lead = 1 if token > self.start and self.letters[token - 1] == ALPHABET["on"] else 0
        if self.clause:
            self.close(token - lead)
            return after
        if any(quoted.cue == token for quoted in self.quoted):
            return after
        if token - self.start <= 6 and after < self.end and self.letters[min(after, self.end - 1)] == COMMA:
            self.clause = (after + 1, waiting)
            self.speaker = waiting.speaker
        elif not self.quoted:
            self.clause = (self.start, waiting)
            self.close(token - lead)
            self.speaker = waiting.speaker
        return after
