"""Two people at once, and the same form twice: one effect, and the other sees who did it."""

from typing import Any

import pytest
from django.utils import timezone

from procurement.purchase import Purchase
from procurement.purchase.states import State
from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.walk import Need, Walk
from tests.at_once import at_once
from tests.beginnings import beginning
from tests.waiting import while_waiting
from workflows import clock, engine
from workflows.models import Case, CentralNumber, JournalEntry
from workflows.practice import found_practice_office
from workflows.proof import Proof

pytestmark = pytest.mark.own_database
LINES = (("กระดาษ A4", "รีม", "100", "120.00"),)


@beginning
def walk() -> Walk:
    office = found_practice_office()
    vendors, lines = furnish(office)
    return Walk(office, Need("ซื้อกระดาษ", LINES, vendors[0], lines[1], members=(("orathai", "inspector"),)))


def endorse(person: Any, purchase: Any, **said: Any) -> Any:
    """One signature below the report."""
    proof = Proof(person.pk, timezone.now())
    return engine.perform(person, purchase, "endorse_report", proof=proof, reason="เห็นควร", **said)


def test_two_who_decide_at_once_decide_once(walk: Walk) -> None:
    purchase = walk.to(State.REPORTED)
    rattana, version = walk.office.rattana, purchase.version
    results = at_once(
        lambda: endorse(rattana, purchase, version=version).document.state,
        lambda: engine.perform(rattana, purchase, "return_report", version=version, reason="ขาดเอกสาร").document.state,
    )
    won = [result for result in results if isinstance(result, str)]
    lost = [result for result in results if isinstance(result, set)]
    assert len(won) == 1 and won[0] in (State.ENDORSED, State.REPORTING), results
    assert len(lost) == 1 and "STALE_VERSION" in lost[0], results


def test_whoever_waits_for_a_case_holds_none_of_its_documents(walk: Walk) -> None:
    """A follower comes to a document with the case in its hands: on PostgreSQL the two would wait for each other for ever."""
    purchase = walk.to(State.REPORTED)
    states = while_waiting(
        lambda: [endorse(walk.office.rattana, purchase).document.state],
        lambda: Case.objects.select_for_update(no_key=True).get(pk=purchase.case_id),
        lambda: Purchase.objects.select_for_update(of=("self", "document"), no_key=True, nowait=True).get(pk=purchase.pk),
    )
    assert states == [State.ENDORSED]


def test_the_same_form_clicked_eight_times_is_one_effect(walk: Walk) -> None:
    purchase = walk.to(State.REPORTED)
    act = lambda: endorse(walk.office.rattana, purchase, version=purchase.version, key="k").replayed
    results = at_once(*[act] * 8)
    assert sorted(results, key=str) == [False] + [True] * 7
    assert JournalEntry.objects.filter(document=purchase.pk, step="endorse_report").count() == 1


def test_the_same_opening_clicked_four_times_is_one_purchase(walk: Walk) -> None:
    lines = [dict(zip(("item", "unit_name", "quantity", "unit_price_baht"), line, strict=True)) for line in LINES]
    facts = {"title": "ซื้อ", "kind": "goods", "road": "order", "need": "ก", "needed_by": "2026-12-31", "lines": lines}
    act = lambda: (
        engine.open_document(
            walk.office.orathai, Purchase, walk.office.organization, unit=walk.office.units["กองช่าง"], key="k", **facts
        ).replayed
    )
    results = at_once(*[act] * 4)
    assert Purchase.objects.count() == 1, results
    assert results.count(False) == 1


def test_two_purchases_never_reserve_the_same_baht(walk: Walk) -> None:
    line = walk.need.budget_line
    walks = [
        Walk(
            walk.office,
            Need("ซื้อ", (("งาน", "งาน", "1", "250000.00"),), walk.need.vendor, line, members=(("orathai", "inspector"),)),
        )
        for _ in range(3)
    ]
    for other in walks:
        other.to(State.BUDGETING)
    results = at_once(*[lambda w=other: w.perform("kanda", "confirm_budget", budget_line=line).state for other in walks])
    assert sum(result == State.SPECIFIER_NEEDED for result in results) == 1, results
    line.refresh_from_db()
    assert line.reserved_baht == 250000


def test_numbers_have_no_gap_and_no_double(walk: Walk) -> None:
    walks = [
        Walk(walk.office, Need("ซื้อ", LINES, walk.need.vendor, walk.need.budget_line, members=(("orathai", "inspector"),)))
        for _ in range(4)
    ]
    at_once(*[other.open for other in walks])
    numbers = sorted(int(number.split("/")[0]) for number in Purchase.objects.values_list("case__number", flat=True))
    assert numbers == list(range(numbers[0], numbers[0] + 4))


def test_one_number_typed_for_two_documents_at_once_is_one_document_s(walk: Walk) -> None:
    """What neither could see when it asked, the constraint sees (on PostgreSQL; on SQLite the second asks after the first has written)."""
    other = Walk(walk.office, walk.need)
    purchases = [one.to(State.REPORTING) for one in (walk, other)]
    person, day = walk.office.duangjai, clock.today(walk.office.fresh())
    results = at_once(
        *(
            lambda purchase=purchase: (
                engine.perform(  # type: ignore[misc]
                    person, purchase, "enter_egp_project", system_number="69119000001", entered_on=day
                ).document.pk
            )
            for purchase in purchases
        )
    )
    assert {"CENTRAL_NUMBER_USED"} in results
    assert CentralNumber.objects.get().document_id in results
