"""Mojibake: Arabic that somebody decoded in the wrong encoding («Ù„ÙŠØ¨ÙŠØ§», «áíÈíÇ»), recognised and mended."""

import re

ARABIC = re.compile(r"[\u0621-\u064a]")
WESTERN = re.compile(r"[\u0080-\u00ff\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]")
WAYS = (("cp1252", "utf-8"), ("latin-1", "utf-8"), ("latin-1", "cp1256"), ("cp1252", "cp1256"), ("cp1256", "utf-8"))
ENOUGH = 0.6  # the share of letters that must be Arabic after mending


def mend(text: str) -> tuple[str, str]:
    """The text as it was meant, and how it had gone wrong ('' where it had not).

    Parameters
    ----------
    text : str
        Any text. Only one full of accented Latin letters, or of the pairs that UTF-8 makes in Windows-1256, is touched.

    >>> mend("Ù„ÙŠØ¨ÙŠØ§")
    ('ليبيا', 'utf-8 read as cp1252')
    >>> mend("áíÈíÇ")
    ('ليبيا', 'cp1256 read as latin-1')
    >>> mend("ليبيا، à la carte")
    ('ليبيا، à la carte', '')
    """
    western = len(WESTERN.findall(text))
    pairs = text.count("ط") + text.count("ظ")
    letters = sum(map(str.isalpha, text)) or 1
    if western < 0.3 * letters and pairs < 0.35 * letters:
        return text, ""
    for read_as, was in WAYS:
        try:
            mended = text.encode(read_as).decode(was)
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
        if len(ARABIC.findall(mended)) > ENOUGH * (sum(map(str.isalpha, mended)) or 1):
            return mended, f"{was} read as {read_as}"
    return text, ""
