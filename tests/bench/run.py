"""`make bench`: the product's own step beside its yardsticks, in one run, on one database; only ratios mean anything.

The ordinary step: endorsing a purchase of five lines and three attachments under an acting order, with an idempotency key.
Each thing runs in a process of its own, because a Django process knows one set of settings.
"""

import argparse
import json
import multiprocessing
import os
import random
import secrets
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "bench")]

DOCUMENTS = 12000
MUST = {"postgresql": {"1": 12, "4": 10}, "sqlite": {"1": 12, "4": 10}}
STATEMENTS_MAX = 8
TIMES_VIEWFLOW_MIN = 1.8


def apart(work: Callable[[], Any]) -> Any:
    """Run in a forked child and bring the result back."""
    context = multiprocessing.get_context("fork")
    results = context.Queue()

    def child() -> None:
        try:
            results.put((True, work()))
        except BaseException as error:
            results.put((False, repr(error)))
            raise

    process = context.Process(target=child)
    process.start()
    fine, result = results.get()
    process.join()
    if not fine:
        raise RuntimeError(result)
    return result


def set_up(url: str, owner: str, state: str) -> None:
    """The product's settings on this database."""
    os.environ.update(DATABASE_URL=url, DATABASE_OWNER_URL=owner, DIKA_STATE=state, DJANGO_SETTINGS_MODULE="config.settings")
    if not owner:
        del os.environ["DATABASE_OWNER_URL"]
    import django

    django.setup()


def prepare(url: str, owner: str, state: str, count: int) -> None:
    """Migrate, and load as the owner."""
    set_up(owner or url, "", state)
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from tests.bench.load import load

    load(count)
    if owner:
        from django.db import connections

        from workflows.guards import postgresql

        with connections["default"].cursor() as cursor:
            for statement in postgresql.grants(role_of(url)):
                cursor.execute(statement)


def role_of(url: str) -> str:
    return url.split("//")[1].split("@", maxsplit=1)[0].split(":", maxsplit=1)[0]


class Product:
    """Endorses purchases that nobody has endorsed yet, each once; every process has a part of its own."""

    def __init__(self, url: str, state: str, part: int, parts: int) -> None:
        set_up(url, "", state)
        from procurement.purchase import Purchase
        from workflows.engine import perform
        from workflows.models import User

        self.perform, self.model = perform, Purchase
        self.person = User.objects.get(username="porntip")
        waiting = Purchase.objects.filter(state="reported").order_by("pk").values_list("pk", "version")
        self.waiting = list(waiting)[part::parts]
        random.Random(os.getpid()).shuffle(self.waiting)

    def step(self) -> None:
        key, version = self.waiting.pop()
        self.perform(self.person, self.model(id=key, document_id=key), "endorse_report", version=version, key=secrets.token_hex(8))


def count_statements(url: str, state: str) -> int:
    product = Product(url, state, 0, 1)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _ in range(8):
        product.step()
    with CaptureQueriesContext(connection) as captured:
        product.step()
    control = {"BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "SET"}
    return sum(query["sql"].split()[0].upper() not in control for query in captured)


def compare(url: str, owner: str, state: str, processes: list[int], seconds: float, rounds: int) -> dict[str, Any]:
    """Yardsticks and product in turn, round after round."""
    import yardsticks

    yardsticks.clean(url)
    try:
        yardsticks.create_bare(url)
        apart(partial(fill_viewflow, url))
        makers = {
            "bare": partial(yardsticks.Bare, url),
            "viewflow": partial(yardsticks.Viewflow, url),
            "product": partial(Product, url, state),
        }
        counted = {"bare": 2, "viewflow": 9, "product": apart(partial(count_statements, url, state))}
        return yardsticks.compare(makers, processes, seconds, rounds, counted)
    finally:
        yardsticks.clean(url)


def fill_viewflow(url: str) -> None:
    import yardsticks

    yardsticks.set_up_django(url)
    yardsticks.fill_django()


def report(vendor: str, table: dict[str, Any]) -> list[str]:
    """Print the table; the faults against what must be reached come back."""
    faults = []
    for name, row in table.items():
        cells = [
            f"{n} processes {row[n]['per_second']:>7.0f}/s p95 {row[n]['p95_ms']:>6.2f} ms {row[n]['of_bare_percent']:>5.1f} %"
            for n in row
            if n != "statements"
        ]
        print(f"{vendor:10} {name:9} {row['statements']:>2} statements  " + "  ".join(cells))
    product, viewflow = table["product"], table["viewflow"]
    if product["statements"] > STATEMENTS_MAX:
        faults.append(f"{vendor}: {product['statements']} statements, must be at most {STATEMENTS_MAX}")
    for n, least in MUST[vendor].items():
        if n in product and product[n]["of_bare_percent"] < least:
            faults.append(f"{vendor}, {n} processes: {product[n]['of_bare_percent']} % of the bare bound, must be {least} %")
        if n in product and product[n]["per_second"] < TIMES_VIEWFLOW_MIN * viewflow[n]["per_second"]:
            faults.append(f"{vendor}, {n} processes: less than {TIMES_VIEWFLOW_MIN} times plain viewflow")
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--databases", default="postgresql,sqlite")
    parser.add_argument("--processes", default="1,4")
    parser.add_argument("--seconds", type=float, default=1.5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    options = parser.parse_args()
    processes = [int(n) for n in options.processes.split(",")]
    faults, tables = [], {}
    with tempfile.TemporaryDirectory(prefix="dika-bench-") as folder:
        Path(folder).chmod(0o755)
        for vendor in options.databases.split(","):
            table = on(vendor, Path(folder), options, processes)
            tables[vendor] = table
            faults += report(vendor, table)
    print(json.dumps(tables))
    for fault in faults:
        print(f"MISSED: {fault}")
    return 1 if faults else 0


def on(vendor: str, folder: Path, options: Any, processes: list[int]) -> dict[str, Any]:
    state = folder / vendor
    state.mkdir()
    if vendor == "sqlite":
        url = f"sqlite:///{state / 'bench.sqlite3'}"
        apart(partial(prepare, url, "", str(state), options.documents))
        return compare(url, "", str(state), processes, options.seconds, options.rounds)
    from tests.postgresql import APPLICATION, OWNER, Cluster

    cluster = Cluster(folder / "cluster")
    cluster.start()
    try:
        with cluster.connect() as connection:
            connection.execute(f"create database bench owner {OWNER}")
        url, owner = cluster.url(APPLICATION, "bench"), cluster.url(OWNER, "bench")
        apart(partial(prepare, url, owner, str(state), options.documents))
        with cluster.connect("bench") as connection:
            connection.execute(f"grant create on database bench to {APPLICATION}")
        return compare(url, owner, str(state), processes, options.seconds, options.rounds)
    finally:
        cluster.stop()


if __name__ == "__main__":
    sys.exit(main())
