"""The colours of the types of names, for charts, tables, texts and pages alike.

Far apart for every kind of colour vision, dark (or light) enough to write in on their ground, and never alone: each
type has its marker in charts and its kind of line in texts. tests/test_charts.py measures it.
"""

import re

LIGHT = {"PER": "#0b4f8f", "LOC": "#906400", "ORG": "#2a7d4e", "MISC": "#a8467f"}  # on paper
DARK = {"PER": "#6fb0ff", "LOC": "#f2b544", "ORG": "#7fdc9a", "MISC": "#ea8ac0"}  # on a dark screen
_PLACE = re.compile(r"@(light|dark)-(\w+)@")


def filled(css: str) -> str:
    """A style sheet with the colours that it leaves open.

    >>> filled("a{color:@light-per@}")
    'a{color:#0b4f8f}'
    """
    return _PLACE.sub(lambda match: (LIGHT if match[1] == "light" else DARK)[match[2].upper()], css)
