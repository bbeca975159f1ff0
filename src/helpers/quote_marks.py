"""Quotation marks: which ones open, which close, and the stretches between them.

A mark opens or closes by the side that a word touches («ب"سارقي"» opens although a letter stands before it); where that
does not tell, by its shape, then by turn. One pass with a stack: time grows with the number of marks.
"""

import re
from bisect import bisect_left
from typing import NamedTuple

from helpers.scan import GAP

MARKS, GAPS = re.compile('["«»“”„‟‹›″＂]'), re.compile(GAP)
SHAPES = {"«": 1, "“": 1, "„": 1, "‟": 1, "‹": 1, "»": -1, "”": -1, "›": -1}
FAMILY = {
    "«": "angle",
    "»": "angle",
    "‹": "single",
    "›": "single",
    "“": "curly",
    "”": "curly",
    "„": "curly",
    "‟": "curly",
}
BEFORE_OPENING = frozenset(" \t\r\n\u00a0([{:،,؛;.؟!?…-–—/ـ" + GAP)
AFTER_CLOSING = frozenset(" \t\r\n\u00a0)]}:،,؛;.؟!?…-–—/" + GAP)
SPACE = frozenset(" \t\r\n\u00a0" + GAP)
ATTACHED = frozenset("وفبلك")  # proclitics: the only letters that stand right before an opening mark
PARAGRAPHS, REACH = 4, 3000  # how far an unclosed quotation may run on to find its closing mark


class Quoted(NamedTuple):
    """A stretch between marks, without them; `closed` says whether the closing mark was there, `depth` how nested."""

    start: int
    end: int
    closed: bool = True
    depth: int = 0


def spans(text: str, walls=frozenset()) -> list[Quoted]:
    """Stretches between quotation marks, in the order in which they open.

    Parameters
    ----------
    text : str
        A text; `scan.GAP` ends a paragraph.
    walls : set of int
        Positions of gaps that no quotation runs over.

    Returns
    -------
    list of Quoted
        Outer and inner ones. A quotation whose mark never closes ends with its paragraph and has `closed` False.

    >>> text = 'قال «سنعود» وطالب بردع "سارقي" النفط'
    >>> [text[span.start : span.end] for span in spans(text)]
    ['سنعود', 'سارقي']
    """
    found: list[Quoted] = []
    stack: list[tuple[int, str, int]] = []  # position, family, paragraph
    gaps = [match.start() for match in GAPS.finditer(text)]
    paragraphs: dict[int, list[tuple[int, str]]] = {}
    for match in MARKS.finditer(text):
        paragraphs.setdefault(bisect_left(gaps, match.start()), []).append((match.start(), match.group()))
    at = 0
    for paragraph, marks in paragraphs.items():
        _pass_gaps(text, range(at, paragraph), stack, gaps, walls, found)
        _paragraph(text, marks, stack, found, paragraph)
        at = paragraph
    _pass_gaps(text, range(at, len(gaps)), stack, gaps, walls, found)
    for left in stack:
        _give_up(text, left, gaps, found)
    return _with_depth(sorted(found))


def _pass_gaps(text, numbers, stack, gaps, walls, found) -> None:
    """Give up at the ends of paragraphs what stays open too long or before a wall."""
    for number in numbers:
        if not stack:
            return
        walled = gaps[number] in walls
        if walled or number + 1 - stack[0][2] > PARAGRAPHS:
            old = [left for left in stack if walled or number + 1 - left[2] > PARAGRAPHS]
            for left in old:
                _give_up(text, left, gaps, found)
            del stack[: len(old)]


def _paragraph(text, marks, stack, found, paragraph) -> None:
    """Pair the marks of one paragraph; what stays open remains on the stack."""
    sides = [_side(text, position, mark) for position, mark in marks]
    by_turn = [side if side else None for side in sides]
    plain = [number for number, (_, mark) in enumerate(marks) if mark not in SHAPES]
    if len(plain) % 2 == 0 and not _balanced([sides[number] for number in plain]):
        for turn, number in enumerate(plain):
            by_turn[number] = -1 if turn % 2 else 1
    for (position, mark), side in zip(marks, by_turn, strict=True):
        family = FAMILY.get(mark, "plain")
        if side is None:
            side = -1 if stack and stack[-1][1] == family and stack[-1][2] == paragraph else 1
        if side > 0:
            stack.append((position, family, paragraph))
            continue
        place = next((p for p in range(len(stack) - 1, max(-1, len(stack) - 4), -1) if stack[p][1] == family), None)
        if place is None and stack and stack[-1][2] == paragraph:
            place = len(stack) - 1
        if place is None or position - stack[place][0] > REACH and stack[place][2] != paragraph:
            continue
        start = stack[place][0]
        del stack[place:]
        if position > start + 1:
            found.append(Quoted(start + 1, position))


def _side(text: str, position: int, mark: str) -> int | None:
    """1 where a mark opens, -1 where it closes, None where neither its neighbours nor its shape tell."""
    left = text[position - 1] if position else GAP
    right = text[position + 1] if position + 1 < len(text) else GAP
    free_left = left in BEFORE_OPENING or _attached(text, position)
    free_right = right in AFTER_CLOSING
    if free_left and right not in SPACE and not (free_right and left not in SPACE):
        return 1
    if free_right and left not in SPACE and not _attached(text, position):
        return -1
    return SHAPES.get(mark)


def _attached(text: str, position: int) -> bool:
    """Whether only attached letters stand between a space and the mark: «و"», «بـ"», «ول"»."""
    begin = position
    while begin and position - begin < 4 and (text[begin - 1] in ATTACHED or text[begin - 1] == "ـ"):
        begin -= 1
    return begin < position and (begin == 0 or text[begin - 1] in BEFORE_OPENING)


def _balanced(sides: list) -> bool:
    level = 0
    for side in sides:
        if side is None:
            return False
        level += side
        if level < 0:
            return False
    return level == 0


def _give_up(text: str, left, gaps, found) -> None:
    """A mark that never closed: up to the end of its paragraph, or to the next quotation in it."""
    start, _, paragraph = left
    end = gaps[paragraph] if paragraph < len(gaps) else len(text)
    inner = [span.start - 1 for span in found[-8:] if start < span.start < end]
    if inner:
        end = min(inner)
        stop = max(text.rfind(mark, start, end) for mark in ".!؟?")
        end = stop + 1 if stop > start else end
    while end > start + 1 and text[end - 1] in SPACE:
        end -= 1
    if end > start + 1:
        found.append(Quoted(start + 1, end, False))


def _with_depth(found: list[Quoted]) -> list[Quoted]:
    ends: list[int] = []
    nested = []
    for span in found:
        while ends and ends[-1] <= span.start:
            ends.pop()
        nested.append(span._replace(depth=len(ends)))
        ends.append(span.end)
    return nested
