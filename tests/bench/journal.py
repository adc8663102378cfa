"""Proving the whole trail, beside hashing the same bytes from memory."""

import hashlib
import multiprocessing
import os
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.figures import Figure, at_least, at_most
from tests.bench.place import Base

MIB = 1024 * 1024
GROWTH_MIB_MAX = 48  # two chunks of entries and what they are read into; the whole of a large trail takes ten times that
SAMPLE_SECONDS = 0.02


def measure(base: Base, rounds: int) -> list[Figure]:
    """As `verify_journal` runs by itself, with a process on each core; and by one, which is told and not judged. Each beside the hashing
    of its own round, each in a process of its own."""
    shares: dict[int, list[float]] = {1: [], cores(): []}
    growths, told, faults = [], {}, 0
    for _ in range(rounds):
        hashing, entries, size = base.run(hash_from_memory)
        for processes, found in shares.items():
            proving, growth, wrong = base.run(prove, processes)
            found.append(100 * hashing / proving)
            growths.append(growth)
            faults = max(faults, wrong)
            told[processes] = (
                f"{entries:,} entries in {proving:.1f} s; their {size / MIB:,.0f} MiB hashed by one in {hashing:.2f} s"
            )
    last = told[cores()]
    share, alone = (statistics.median(shares[processes]) for processes in (cores(), 1))
    beside = f"{last}; one process alone {alone:.1f} %"
    return [
        at_least(f"verify_journal with replay, as it runs on {cores()} cores", share, "%", 25, 40, beside),
        at_most("verify_journal, memory that it takes at its peak", max(growths), "MiB", GROWTH_MIB_MAX, GROWTH_MIB_MAX, last),
        at_most("verify_journal, faults in the trail that was measured", faults, "", 0, 0, last),
    ]


def hash_from_memory() -> tuple[float, int, int]:
    """(seconds, entries, bytes) of hashing what verification hashes: each entry and each content, all of it in memory already."""
    from workflows.models import Content, JournalEntry

    texts = [
        "|".join((previous, str(sequence), recorded_at, body)).encode()
        for previous, sequence, recorded_at, body in JournalEntry.objects.order_by("document", "sequence")
        .values_list("previous", "sequence", "recorded_at", "body")
        .iterator()
    ]
    entries = len(texts)
    texts += [body.encode() for body in Content.objects.values_list("body", flat=True).iterator()]
    began = time.perf_counter()
    for text in texts:
        hashlib.sha256(text).hexdigest()
    return time.perf_counter() - began, entries, sum(map(len, texts))


def prove(processes: int) -> tuple[float, float, int]:
    """(seconds, growth in MiB, faults) of the product's own verification."""
    from workflows.verification import verify

    with growth() as peak:
        began = time.perf_counter()
        faults = list(verify(processes=processes))
        seconds = time.perf_counter() - began
    for fault in faults[:3]:
        print(f"  {fault.place}: {fault.what}")
    return seconds, peak[0] / MIB, len(faults)


@contextmanager
def growth() -> Iterator[list[float]]:
    """By how many bytes the process's own memory grew at most, inside the block; mapped files are not its own."""
    peak, done, before = [0.0], threading.Event(), own_memory()

    def watch() -> None:
        while not done.wait(SAMPLE_SECONDS):
            peak[0] = max(peak[0], own_memory() - before)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield peak
    finally:
        done.set()
        watcher.join()


def own_memory() -> float:
    """Of this process and of those that it started, in bytes; what they share with it counts once."""
    own = private(os.getpid())
    return own + sum(max(0.0, private(child.pid or 0) - own) for child in multiprocessing.active_children())


def private(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except FileNotFoundError:
        return 0.0
    return float(next((line.split()[1] for line in lines if line.startswith("RssAnon")), "0")) * 1024


def cores() -> int:
    return len(os.sched_getaffinity(0))
