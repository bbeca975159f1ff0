"""Keywords of a page cut apart, also where the page printed them in one run without separators."""

import re

SEPARATOR = re.compile(r"\s*[،,؛;|•·#/\n]\s*|\s+[-–]\s+")
WORD = re.compile(r"\S+")
PROCLITICS = "وفبلك"
LONGEST = 5  # words in one keyword
MARKS = re.compile("[\u064b-\u0652\u0640]")
FOLD = str.maketrans("أإآٱىة", "اااايه")


def cut(text: str, body: str) -> list[tuple[int, int]]:
    """Spans of the keywords in a keyword line.

    Where the line has separators they decide. Else the line is cut into the fewest pieces of which each stands in the
    body as it is (alef, ya and ta marbuta folded, a proclitic before its first word allowed); words that the body does
    not have stay joined with their neighbours of the same kind.

    Parameters
    ----------
    text : str
        The keyword line without its label.
    body : str
        The article's own text.

    Returns
    -------
    list of (int, int)
        Character spans in `text`.

    >>> line = "ليبيا خليفة حفتر مؤتمر باليرمو"
    >>> [line[a:b] for a, b in cut(line, "قال خليفة حفتر في ليبيا إن مؤتمر باليرمو لن يعقد")]
    ['ليبيا', 'خليفة حفتر', 'مؤتمر باليرمو']
    >>> cut("ليبيا، خليفة", "")
    [(0, 5), (7, 12)]
    """
    words = [(m.start(), m.end()) for m in WORD.finditer(text)]
    if not words:
        return []
    if SEPARATOR.search(text.strip(" #")):
        edges = [0, *(x for m in SEPARATOR.finditer(text) for x in m.span()), len(text)]
        return [span for span in (_trim(text, a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)) if span]
    folded = [_fold(text[start:end]) for start, end in words]
    running = " ".join(_fold(word) for word in re.findall(r"\w+", body))
    running = f" {running} "
    named = {
        (i, j): _stands(" ".join(folded[i:j]), running)
        for i in range(len(words))
        for j in range(i + 1, min(i + LONGEST, len(words)) + 1)
    }
    # best[j]: (words that the body does not name, pieces, where the last piece starts) for the first j words
    best = [(0, 0, 0)]
    for j in range(1, len(words) + 1):
        ways = []
        for i in range(max(0, j - LONGEST), j):
            unnamed, pieces, _ = best[i]
            if named[i, j]:
                ways.append((unnamed, pieces + 1, i))
            elif j == i + 1:
                ways.append((unnamed + 1, pieces + 1, i))
        best.append(min(ways))
    spans, j = [], len(words)
    while j:
        i = best[j][2]
        spans.append((i, j, named[i, j]))
        j = i
    return [(words[i][0], words[j - 1][1]) for i, j in _join_unnamed(spans[::-1])]


def _join_unnamed(spans):
    """Neighbouring words unknown to the body stay one piece: cutting them would be a guess."""
    joined = []
    for i, j, named in spans:
        if joined and not named and not joined[-1][2]:
            joined[-1] = (joined[-1][0], j, False)
        else:
            joined.append((i, j, named))
    return [(i, j) for i, j, _ in joined]


def _stands(phrase: str, running: str) -> bool:
    forms = [f" {proclitic}{phrase} " for proclitic in ("", *PROCLITICS)]
    if phrase.startswith("ال"):
        forms.append(f" لل{phrase[2:]} ")
    return any(form in running for form in forms)


def _fold(word: str) -> str:
    return MARKS.sub("", word).translate(FOLD)


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end].strip(" #")
    if not re.search(r"\w", piece):
        return None
    start = text.index(piece, start)
    return start, start + len(piece)
