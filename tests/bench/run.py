"""`make bench`: the product beside its yardsticks, in one run, on both databases; only ratios mean anything.

Prints each figure with what it must be, what is aimed at and what it was measured beside; ends in failure when a must is missed.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench import desk, journal, pages, papers, signatures, steps
from tests.bench.figures import Figure
from tests.bench.place import opened

PARTS = ("steps", "journal", "signatures", "desk", "pages", "papers")


@dataclass(frozen=True)
class Size:
    """How much is loaded and how long is measured. `documents` are purchases with eleven entries each."""

    documents: int
    seconds: float
    rounds: int
    cases: int
    tasks: int
    finished: int


FULL = Size(documents=18_500, seconds=1.5, rounds=3, cases=200, tasks=1_000_000, finished=100_000)
QUICK = Size(documents=6_000, seconds=0.5, rounds=1, cases=30, tasks=60_000, finished=5_000)


def measured(vendor: str, folder: Path, size: Size, processes: list[int], parts: list[str]) -> Iterator[Figure]:
    """Every figure of one database."""
    with opened(vendor, folder) as place:
        if {"steps", "journal"} & set(parts):
            base = place.base("steps")
            base.load(steps.load, size.documents)
            if "steps" in parts:
                yield from steps.measure(vendor, base, processes, size.seconds, size.rounds)
            if "journal" in parts:
                yield from journal.measure(base, size.rounds)
            place.drop("steps")
        if "signatures" in parts:
            yield from signatures.measure(place.base("signatures"), size.cases)
            place.drop("signatures")
        if "desk" in parts:
            yield from desk.measure(place, size.tasks, size.rounds)
        if "pages" in parts:
            yield from pages.measure(place, size.finished, size.rounds)
        if "papers" in parts:
            yield from papers.measure(place.base("papers"))
            place.drop("papers")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--databases", default="sqlite,postgresql")
    parser.add_argument("--parts", default=",".join(PARTS), help="which measures")
    parser.add_argument("--processes", default="1,4")
    parser.add_argument("--quick", action="store_true", help="a smaller office and shorter rounds")
    options = parser.parse_args()
    size, processes = (QUICK if options.quick else FULL), [int(n) for n in options.processes.split(",")]
    missed: list[Any] = []
    with tempfile.TemporaryDirectory(prefix="dika-bench-") as folder:
        Path(folder).chmod(0o755)
        for vendor in options.databases.split(","):
            print(f"{vendor}, load of the machine {os.getloadavg()[0]:.1f}, {size}", flush=True)
            for figure in measured(vendor, Path(folder), size, processes, options.parts.split(",")):
                print(figure.told(), flush=True)
                if not figure.reaches(figure.must):
                    missed.append((vendor, figure.what))
    print(f"load of the machine {os.getloadavg()[0]:.1f}")
    for vendor, what in missed:
        print(f"MISSED on {vendor}: {what}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
