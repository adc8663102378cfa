"""The ordinary step: endorsing a purchase of five lines and three attachments under an acting order, with an idempotency key."""

import os
import random
import secrets
import statistics
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

from django.utils import timezone

from tests.bench import yardsticks
from tests.bench.figures import Figure, at_least, at_most
from tests.bench.place import Base, apart

WARM_STEPS = 8
FLUSHES, PAGE_BYTES = 200, 4096
CONTROL = {"BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK", "SET"}
# Share of the bare yardstick, in percent: (must, aim) for one process and for four.
SHARES = {"postgresql": {1: (12, 20), 4: (10, 17)}, "sqlite": {1: (12, 20), 4: (10, 15)}}


def load(documents: int) -> None:
    from tests.bench.load import load as purchases

    purchases(documents)


class Product:
    """Endorses purchases that nobody has endorsed yet, each once; every process has a part of its own."""

    def __init__(self, base: Base, part: int, parts: int) -> None:
        base.set_up()
        from procurement.purchase import Purchase
        from workflows.engine import perform
        from workflows.models import User
        from workflows.proof import Proof

        self.perform, self.proof = perform, Proof
        self.person = User.objects.get(username="porntip")
        waiting = Purchase.objects.filter(state="reported").order_by("pk").values_list("pk", "version")
        # By the id and not by its place in the list: while this process reads, another may have begun to endorse.
        self.waiting = [(Purchase(id=key, document_id=key), version) for key, version in waiting if key.int % parts == part]
        random.Random(os.getpid()).shuffle(self.waiting)

    def step(self) -> None:
        purchase, version = self.waiting.pop()
        proof = self.proof(self.person.pk, timezone.now())
        self.perform(
            self.person, purchase, "endorse_report", version=version, key=secrets.token_hex(8), proof=proof, reason="เห็นควร"
        )


def counted(action: Any) -> int:
    """Statements of an action, transaction control left out."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        action()
    return sum(query["sql"].split()[0].upper() not in CONTROL for query in captured)


def statements(base: Base) -> int:
    product = Product(base, 0, 1)
    for _ in range(WARM_STEPS):
        product.step()
    return counted(product.step)


def measure(vendor: str, base: Base, processes: list[int], seconds: float, rounds: int) -> list[Figure]:
    """Yardsticks and product in turn, round after round."""
    yardsticks.clean(base.url)
    try:
        yardsticks.create_bare(base.url)
        apart(partial(fill_viewflow, base.url))
        makers = {
            "bare": partial(yardsticks.Bare, base.url),
            "viewflow": partial(yardsticks.Viewflow, base.url),
            "product": partial(Product, base),
        }
        own = apart(partial(statements, base))
        table = yardsticks.compare(makers, processes, seconds, rounds, {"bare": 2, "viewflow": 9, "product": own})
    finally:
        yardsticks.clean(base.url)
    return figures(vendor, table, processes, flush_us(base.state))


def fill_viewflow(url: str) -> None:
    yardsticks.set_up_django(url)
    yardsticks.fill_django()


def flush_us(folder: Path) -> float:
    """What it costs to have a page on the disk for good: nearly all of a bare step on a real disk, nearly nothing where that is memory."""
    with tempfile.TemporaryFile(dir=folder, buffering=0) as file:
        taken = []
        for _ in range(FLUSHES):
            os.pwrite(file.fileno(), bytes(PAGE_BYTES), 0)
            began = time.perf_counter()
            os.fdatasync(file.fileno())
            taken.append(time.perf_counter() - began)
    return statistics.median(taken) * 1_000_000


def figures(vendor: str, table: dict[str, Any], processes: list[int], flush_us: float) -> list[Figure]:
    found = [at_most("ordinary step, statements", table["product"]["statements"], "", 8, 4, "bare 2, plain viewflow 9")]
    for n in processes:
        product, bare, viewflow = (table[name][str(n)] for name in ("product", "bare", "viewflow"))
        must, aim = SHARES[vendor][n]
        low, high = product["of_bare_percent_range"]
        beside = (
            f"{product['per_second']:,.0f}/s (p50 {product['p50_ms']} ms, p95 {product['p95_ms']} ms) of bare {bare['per_second']:,.0f}/s; "
            f"rounds {low} to {high} %; "
            f"a flush of this disk {flush_us:,.0f} us"
        )
        found.append(at_least(f"ordinary step, {n} processes, of bare", product["of_bare_percent"], "%", must, aim, beside))
        times = product["per_second"] / viewflow["per_second"]
        beside = f"plain viewflow {viewflow['per_second']:,.0f}/s, {viewflow['of_bare_percent']} % of bare"
        found.append(at_least(f"ordinary step, {n} processes, of plain viewflow", times, "×", 1.8, 2.5, beside))
    return found
