"""Which ids were seen already, in eight bytes an id."""

import hashlib

import numpy as np


class Seen:
    """A set of strings that knows them by 64 bits of their hash: sorted arrays, joined as they grow.

    Two of a hundred million ids share their 64 bits with a chance of one in some thousand.

    >>> seen = Seen()
    >>> seen.add("خبر-1"), "خبر-1" in seen, "خبر-2" in seen
    (None, True, False)
    """

    def __init__(self, batch: int = 4096):
        self.batch = batch
        self.fresh: set[int] = set()
        self.sorted: list[np.ndarray] = []  # the largest first, each at least twice the next

    def add(self, name: str) -> None:
        self.fresh.add(_short(name))
        if len(self.fresh) >= self.batch:
            last = np.sort(np.fromiter(self.fresh, np.uint64, len(self.fresh)))
            while self.sorted and len(self.sorted[-1]) < 2 * len(last):
                last = np.concatenate([self.sorted.pop(), last])
                last.sort(kind="stable")  # which merges what is sorted in runs
            self.sorted.append(last)
            self.fresh = set()

    def __contains__(self, name: str) -> bool:
        short = _short(name)
        if short in self.fresh:
            return True
        for known in self.sorted:
            place = int(np.searchsorted(known, np.uint64(short)))
            if place < len(known) and int(known[place]) == short:
                return True
        return False


def _short(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
