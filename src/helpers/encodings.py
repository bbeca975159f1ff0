"""From bytes to text: which encoding an Arabic file was written in."""

import codecs
import re

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LEGACY = ("cp1256", "iso8859_6", "mac_arabic")
DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.IGNORECASE)


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file and the encoding it was read in.

    A byte order mark decides; else UTF-8 if the bytes are valid UTF-8; else what a web page declares of itself; else
    charset-normalizer's choice among the Arabic code pages (Windows-1256, ISO-8859-6, Mac Arabic) and UTF-16.

    Raises
    ------
    ValueError
        The bytes are no text in any of them; the message goes after the file's name.

    >>> decode("ليبيا".encode("cp1256"))
    ('ليبيا', 'cp1256')
    >>> decode("ليبيا".encode("utf-16"))
    ('ليبيا', 'utf-16')
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _strict(data, encoding), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        broken = error
    declared = DECLARED.search(data[:4096])
    if declared:
        encoding = declared[1].decode("ascii").lower()
        try:
            if codecs.lookup(encoding).name != "utf-8":
                return data.decode(encoding), codecs.lookup(encoding).name
        except (LookupError, UnicodeDecodeError):
            pass
    from charset_normalizer import from_bytes  # only for the rare file that is not UTF-8

    best = from_bytes(data, cp_isolation=[*LEGACY, "utf_16_le", "utf_16_be"]).best()
    if best is None or b"\x00" in data and not best.encoding.startswith("utf_16"):
        raise ValueError(
            f"is no text: byte {broken.start} is not UTF-8, and no Arabic encoding fits "
            f"({', '.join(LEGACY)}, utf-16). Save it as UTF-8 and try again."
        )
    return data.decode(best.encoding), best.encoding


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ValueError(
            f"starts as {encoding} but breaks at byte {error.start}. It may be cut; save it as UTF-8 and try again."
        ) from None
