"""Finished prints in the memory of this process: whoever opens a paper again waits for no second layout, nor for a second picture.

Nothing is asked of it before the right to see the paper has been judged, and nothing lies on disk. A key is the hash of everything that
goes into what is kept, so nothing here is ever out of date; it only goes when there is no room.
"""

from collections import OrderedDict
from threading import Lock

from workflows.canonical import sha256

LIMIT_BYTES = 32 * 1024 * 1024  # some two hundred papers with their pictures


def key_of(*parts: str) -> str:
    """One name for all that goes into something: no two lists of parts share it, wherever one part ends and the next begins."""
    return sha256("".join(f"{len(part)}:{part}" for part in parts))


class Kept:
    """Bytes by their keys; what was not asked for the longest goes first, once all together are more than the limit."""

    def __init__(self, limit_bytes: int) -> None:
        self.limit_bytes, self.size_bytes = limit_bytes, 0
        self.lock, self.held = Lock(), OrderedDict[str, bytes]()

    def get(self, key: str) -> bytes | None:
        with self.lock:
            if key in self.held:
                self.held.move_to_end(key)
            return self.held.get(key)

    def put(self, key: str, content: bytes) -> bytes:
        """Keep it, and give it back. What alone is more than a quarter of the limit is not kept: it would put out all the others."""
        with self.lock:
            if key not in self.held and len(content) <= self.limit_bytes // 4:
                self.held[key] = content
                self.size_bytes += len(content)
            while self.size_bytes > self.limit_bytes:
                self.size_bytes -= len(self.held.popitem(last=False)[1])
        return content

    def clear(self) -> None:
        with self.lock:
            self.held.clear()
            self.size_bytes = 0


KEPT = Kept(LIMIT_BYTES)
