"""Direction: whether an expression without «الماضي» or «المقبل» looks ahead, as the words before it tell."""

import re

from helpers.date_words import ALPHABET
from helpers.scan import BETWEEN

FUTURE_WORDS = 14  # how far before an expression a verb still tells its direction
PRESENT_WORDS = 8  # the same for a verb in the present that opens the sentence
QUOTE = re.compile(r"[«»“”\"]")
STOPS = frozenset((ALPHABET["stop"], ALPHABET["dot"], ALPHABET["semicolon"], BETWEEN))
CLAUSES = frozenset(ALPHABET[name] for name in ("clause", "relative", "after", "before", "colon"))
TOLD = frozenset(ALPHABET[name] for name in ("report", "since"))
FUTURE, PRESENT, UNTIL, OPENER, THAT, WAS, APPOINTMENT, PLAN, TO, COMMA = (
    ALPHABET[name]
    for name in ("future", "present", "until", "opener", "that", "was", "appointment", "plan", "to", "comma")
)
OPEN = frozenset((APPOINTMENT, ALPHABET["if"]))  # «لو فاز الأحد»
NOT_AHEAD = frozenset(ALPHABET[name] for name in ("before", "after", "since", "without"))  # «قبل أن يفرج عنه الجمعة»


def ahead(batch, start: int, end: int) -> bool | None:
    """Whether an expression looks ahead: True, False, or None where its sentence leaves that in doubt.

    Parameters
    ----------
    batch : scan.Batch
    start, end : int
        Its first word, and the one after its last.

    Notes
    -----
    The nearest sign before it in the sentence decides: a verb in the future, a subjunctive («أن يصل الأربعاء»), a
    present verb that opens the sentence («ينطلق المهرجان الجمعة»); a verb of saying («قال السبت») looks back.
    In doubt are a sign beyond a clause, one after «كان» («كان من المقرر أن يصل الأحد»), a present verb in a relative
    clause, what a verb of planning calls for («دعا إلى التظاهر الأحد»), «اعتبارا من الأحد» and «حتى الأحد» without any
    sign.
    """
    letters = batch.letters
    before = letters[start - 1] if start else ""
    if before == ALPHABET["since"]:
        return False
    if letters[end : end + 1] == FUTURE:
        return True
    found = _sign(batch, start)
    if before == UNTIL:  # «الذي يستمر حتى الأحد», «دعت إلى الصمت حتى الأحد»; «بلغت الخسائر حتى الأحد»
        return None if found is False else True
    begins = before == ALPHABET["of"] and start > 1 and letters[start - 2] == ALPHABET["starting"]
    if found is False and (begins or letters[end : end + 1] == APPOINTMENT):
        return None
    return found


def _sign(batch, start: int) -> bool | None:
    letters = batch.letters
    lower = max(0, start - FUTURE_WORDS)
    clause = that = object_of = quoted = False  # what lies between the word read and the expression
    for token in range(start - 1, lower - 1, -1):
        letter = letters[token]
        if letter in STOPS or letter in TOLD and not quoted:
            return False
        if QUOTE.match(batch.words[token]):
            quoted = _closes(batch, token)
        if quoted:
            continue  # a quotation that closed before the expression tells nothing of it
        if letter == FUTURE:
            was = WAS in letters[max(lower, token - 2) : token]
            return None if clause or was or (that and not _follows(letters, token)) else True
        if letter == PRESENT:
            found = _present(batch, token, start, lower)
            if found is None and letters[start - 1] == COMMA and _said(letters, lower, token):
                return False  # «أعلنت الشركة، التي تدير الملعب، الثلاثاء»
            if found is not False:
                return None if clause or that else found
        if letter in OPEN or letter == PLAN and object_of:
            return None
        if letter == PLAN:
            return False
        object_of = object_of or letter == TO
        clause = clause or letter in CLAUSES
        that = that or letter == THAT
    return False


def _closes(batch, token: int) -> bool:
    """Whether a quotation mark closes: a straight one by the space around it."""
    mark = batch.words[token]
    if mark != '"':
        return mark in "»”"
    tight = token + 1 < len(batch.words) and batch.ends[token] == batch.starts[token + 1]
    return not (tight and (token == 0 or batch.ends[token - 1] < batch.starts[token]))


def _said(letters: str, lower: int, token: int) -> bool:
    """Whether the sentence's own verb, before a relative clause, is one of saying."""
    for place in range(token - 1, lower - 1, -1):
        if letters[place] in STOPS:
            return False
        if letters[place] == ALPHABET["report"]:
            return True
    return False


def _follows(letters: str, token: int) -> bool:
    """Whether «أن» belongs to the word of the future before it: «المقرر أن», «المتوقع اليوم أن»."""
    return THAT in letters[token + 1 : token + 3]


def _present(batch, token: int, start: int, lower: int) -> bool | None:
    """What a present verb tells: ahead after «أن» and «قد», doubt in a relative clause, ahead where it opens."""
    letters, words = batch.letters, batch.words
    before = letters[token - 1] if token else BETWEEN
    if before == THAT and not words[token - 1].startswith(("إ", "وإ")):
        after = any(letter in NOT_AHEAD for letter in letters[max(0, token - 3) : token - 1])
        return None if after or WAS in letters[max(0, token - 5) : token - 1] else True
    if before in (ALPHABET["clause"], ALPHABET["relative"]):
        return None
    if before == OPENER:
        return words[token - 1].endswith("قد") or _opens(letters, token - 1)
    if not _opens(letters, token):
        return False
    return True if start - token <= PRESENT_WORDS else None


def _opens(letters: str, token: int) -> bool:
    return token == 0 or letters[token - 1] in STOPS
