"""A paper that is opened, and opened again: the whole request beside an empty page of the same typesetter in the same font."""

import statistics
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

from tests.bench.figures import Figure, at_most
from tests.bench.pages import FINISHED, HEAD, clients, last_bank_day

REPEATED = 15
PAPERS = {"purchase_order": "purchase", "voucher": "voucher"}
MUST, AIM = 3, 1
EMPTY = "<style>@page { size: A4 } body { font-family: Laksaman }</style><p>ก</p>"


def load() -> None:
    """One case, walked to its end."""
    from procurement.rehearsal.furnishing import furnish
    from procurement.rehearsal.road import Road
    from procurement.rehearsal.stages import lived
    from procurement.rehearsal.walk import Need, Walk
    from workflows.practice import found_practice_office

    office = found_practice_office(is_practice=True, practice_today=last_bank_day())
    vendors, lines = furnish(office)
    need = Need(
        "ซื้อถังขยะพลาสติก", (("ถังขยะพร้อมฝาและล้อ", "ใบ", "40", "189.00"),), vendors[0], lines[0], members=(("orathai", "inspector"),)
    )
    deque(lived(Road(Walk(office, need)), FINISHED), maxlen=0)


def measure(base: Any) -> list[Figure]:
    base.load(load)
    taken = base.run(opened)
    empty = taken["empty"]
    told = {name: (taken[f"{name} again"] / empty, taken[name] / empty, taken[f"{name} picture"] / empty) for name in PAPERS}
    return [
        at_most(
            f"{name} opened again, of an empty page of the typesetter", again, "×", MUST, AIM,
            f"first print {first:.1f} ×, its picture again {picture:.2f} ×, empty page {empty * 1000:.1f} ms",
        )
        for name, (again, first, picture) in told.items()
    ]  # fmt: skip


def opened() -> dict[str, float]:
    """How long each takes, in seconds of this process: printed anew, from memory, its picture from memory, and an empty page."""
    import weasyprint

    from workflows.models import Document
    from workflows.papers.kept import KEPT
    from workflows.papers.printing import font_map

    browser = clients()[HEAD]
    taken: dict[str, list[float]] = {}

    def timed(name: str, work: Callable[[], Any]) -> None:
        began = time.process_time()
        work()
        taken.setdefault(name, []).append(time.process_time() - began)

    def asked(address: str) -> None:
        assert browser.get(address).status_code == 200, address

    for _ in range(REPEATED + 1):
        timed("empty", lambda: weasyprint.HTML(string=EMPTY).write_pdf(font_config=font_map()))
        for name, procedure in PAPERS.items():
            address = f"/paper/{procedure}/{Document.objects.get(procedure=procedure).pk}/{name}"
            KEPT.clear()
            timed(name, partial(asked, f"{address}.pdf"))
            timed(f"{name} again", partial(asked, f"{address}.pdf"))
            asked(f"{address}.png")
            timed(f"{name} picture", partial(asked, f"{address}.png"))
    return {name: statistics.median(times[1:]) for name, times in taken.items()}
