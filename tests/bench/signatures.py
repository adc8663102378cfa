"""The collective act: what a signature asks of the database, and three members at once with a fourth click twice."""

import statistics
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.bench.figures import Figure, at_most
from tests.bench.place import Base
from tests.bench.steps import counted

CASES_ALONE = 24  # signed one after the other, for the median step
CLICKS = 5  # three members, and the first of them twice again
MEMBERS = ("wilai", "porntip", "orathai")


def load(cases: int) -> None:
    """Deliveries whose committee has declared and found, and has only to sign."""
    from tests.committees.conftest import delivered, practice_office

    office = practice_office()
    for number in range(cases + CASES_ALONE):
        walk = delivered(office, delivery_note_number=f"IV-{number}")
        walk.declare()
        walk.find()


def measure(base: Base, cases: int) -> list[Figure]:
    base.load(load, cases)
    found: list[Figure] = base.run(figures, cases)
    return found


def figures(cases: int) -> list[Figure]:
    waiting = Signing()
    ordinary, last = asked(waiting)
    alone = [took(click) for click in waiting.clicks_of(CASES_ALONE - 2)]
    together = [acceptance.pk for acceptance in waiting.waiting[-cases:]]
    times, refused = at_once(waiting, cases)
    stuck, doubled, faults = told_by_the_database(together)
    median, p95 = statistics.median(alone), sorted(times)[int(len(times) * 0.95)]
    beside = f"median step {median * 1000:.2f} ms, p50 at once {statistics.median(times) * 1000:.2f}, p95 {p95 * 1000:.2f}, max {max(times) * 1000:.0f}"
    return [
        at_most("signature, statements", ordinary, "", 8, 5, "bare 2"),
        at_most("last signature with its automatic step, statements", last, "", 11, 7, "bare 2"),
        at_most(f"three sign at once over {cases} cases, stuck", stuck + refused, "", 0, 0, f"{len(times)} clicks"),
        at_most(
            f"three sign at once over {cases} cases, doubled", doubled + faults, "", 0, 0, f"{faults} faults by verify_journal"
        ),
        at_most("three sign at once, p95 of the median step", p95 / median, "×", 10, 6, beside),
    ]


class Signing:
    """The acceptances that wait for signatures, and what each member's click does."""

    def __init__(self) -> None:
        from committees.goods import GoodsAcceptance
        from workflows.models import User

        self.people = [User.objects.get(username=name) for name in MEMBERS]
        self.waiting = list(GoodsAcceptance.objects.filter(state="signing").order_by("pk"))

    def next(self) -> list[Callable[[], bool]]:
        """One click of each member on the next acceptance; the answer of each says whether it only repeats an earlier one."""
        acceptance = self.waiting.pop()
        return [self.click(acceptance, person) for person in self.people]

    def clicks_of(self, count: int) -> Iterable[Callable[[], bool]]:
        """The first two signatures of each case, which decide nothing."""
        return [click for _ in range(count) for click in self.next()[:2]]

    def click(self, acceptance: Any, person: Any) -> Callable[[], bool]:
        from django.utils import timezone

        from workflows.engine import perform
        from workflows.proof import Proof

        facts = {"opinion": "accept", "reason": "", "disputed": [], "key": f"{acceptance.pk.hex}{person.username}"}

        def sign() -> bool:
            proof = Proof(person.pk, timezone.now())
            day = acceptance.last_acted_on
            return perform(person, acceptance, "sign", version=acceptance.version, proof=proof, acted_on=day, **facts).replayed

        return sign


def asked(waiting: Signing) -> tuple[int, int]:
    """Statements of an ordinary and of a last signature, once a first case has taught the process what it keeps."""
    for click in waiting.next():
        click()
    first, second, last = waiting.next()
    first()
    return counted(second), counted(last)


def took(click: Callable[[], Any]) -> float:
    began = time.perf_counter()
    click()
    return time.perf_counter() - began


def at_once(waiting: Signing, cases: int) -> tuple[list[float], int]:
    """How long each of all clicks took, in seconds, and how many were refused. The threads live on, as a server's do."""
    barrier, times, refused = threading.Barrier(CLICKS), [], []

    def run(click: Callable[[], bool]) -> None:
        barrier.wait()
        try:
            times.append(took(click))
        except Exception as error:
            refused.append(repr(error))

    with ThreadPoolExecutor(CLICKS) as threads:
        for _ in range(cases):
            clicks = waiting.next()
            list(threads.map(run, [*clicks, clicks[0], clicks[0]]))
    for error in refused[:3]:
        print(f"  refused: {error}")
    return times[CLICKS:], len(refused)  # the first case opened the threads' connections


def told_by_the_database(cases: list[Any]) -> tuple[int, int, int]:
    """(cases that are not accepted, opinions and entries too many or too few, faults of the trail)."""
    from committees.goods import GoodsAcceptance
    from committees.models import Opinion
    from workflows.models import JournalEntry
    from workflows.verification import verify

    accepted = GoodsAcceptance.objects.filter(pk__in=cases, state="accepted").count()
    opinions = Opinion.objects.filter(document__in=cases).count() - 3 * len(cases)
    entries = JournalEntry.objects.filter(document__in=cases, step__in=("sign", "accept")).count() - 4 * len(cases)
    return len(cases) - accepted, abs(opinions) + abs(entries), len(list(verify()))
