"""A stream in UTF-16 read as one in UTF-8, so that its lines can be told apart."""

import codecs
import io
from typing import BinaryIO

MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
STEP = 2**16


def utf8(stream: BinaryIO) -> BinaryIO:
    """The stream itself; or, where it begins with the mark of UTF-16, one that gives the same text in UTF-8.

    A byte pair that is no character becomes U+FFFD.

    >>> utf8(io.BytesIO("خبر".encode("utf-16"))).read().decode()
    'خبر'
    """
    buffered = stream if hasattr(stream, "peek") else io.BufferedReader(stream)
    encoding = MARKS.get(buffered.peek(2)[:2])
    return io.BufferedReader(_Recoded(buffered, encoding)) if encoding else buffered


def encoding(stream: BinaryIO) -> str:
    """What a stream from `utf8` was written in, where that was UTF-16; else ""."""
    return "utf-16" if isinstance(getattr(stream, "raw", None), _Recoded) else ""


class _Recoded(io.RawIOBase):
    def __init__(self, stream: BinaryIO, encoding: str):
        self.stream, self.encoding = stream, encoding
        self.seek(0)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if offset or whence != io.SEEK_SET:
            raise io.UnsupportedOperation("A recoded stream goes back to its beginning alone.")
        self.stream.seek(2)
        self.decoder = codecs.getincrementaldecoder(self.encoding)("replace")
        self.waiting = b""
        return 0

    def readinto(self, buffer) -> int:
        while not self.waiting:
            data = self.stream.read(STEP)
            self.waiting = self.decoder.decode(data, final=not data).encode("utf-8", "replace")
            if not data:
                break
        count = min(len(buffer), len(self.waiting))
        buffer[:count], self.waiting = self.waiting[:count], self.waiting[count:]
        return count
