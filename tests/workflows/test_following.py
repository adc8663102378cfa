"""What the parts of one transaction know of each other, and how a declaration is used twice."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from committees.goods import GoodsAcceptance
from committees.models import InspectionLine, InspectionSeat, InterestDeclaration, Opinion
from committees.works import WorksAcceptance
from tests.committees.conftest import delivered, practice_office
from workflows import entry
from workflows.evidence import as_row, gather
from workflows.evidence_sql import side_tables
from workflows.models import JournalEntry
from workflows.procedure import FOLLOWERS, PROCEDURES, follows, procedure_of
from workflows.separation import BARRED, PAIRS, separate
from workflows.step import restated


@pytest.mark.django_db
def test_new_facts_are_known_as_another_reading_would_find_them() -> None:
    """Rows that a step adds are not read again; what it knows of them must be what the database would say."""
    walk = delivered(practice_office())
    walk.declare()
    walk.find()
    walk.dissent("porntip", disputed=[{"position": 1, "quantity": "2.5"}])
    document = walk.acceptance
    read = gather(document, None, acted_on=date(2026, 11, 5), today=date(2026, 11, 5), key=None, permit="").rows
    for name, model, fields in side_tables(procedure_of(document)):
        rows = model._default_manager.filter(document=document.pk).order_by(*model._meta.ordering, "id")
        assert [as_row(row, fields) for row in rows] == read[name], name
    assert {name: len(read[name]) for name in ("lines", "seats", "declarations", "opinions")} == {
        "lines": 1, "seats": 3, "declarations": 3, "opinions": 1,
    }  # fmt: skip


@pytest.mark.django_db
def test_content_is_read_as_it_was_stored_and_facts_are_not_read_again() -> None:
    walk = delivered(practice_office())
    known = gather(walk.acceptance, None, acted_on=date(2026, 11, 5), today=date(2026, 11, 5), key=None, permit="")
    procedure = procedure_of(walk.acceptance)
    assert known.with_facts(procedure, InspectionLine, []) is None
    for model in (InspectionSeat, InterestDeclaration, Opinion):
        assert known.with_facts(procedure, model, []) is not None


@pytest.mark.django_db
def test_an_automatic_step_is_caused_by_the_entry_before_it() -> None:
    walk = delivered(practice_office())
    walk.to_decision()
    entries = list(JournalEntry.objects.filter(document=walk.acceptance.pk).order_by("sequence"))
    for before, after in pairwise(entries):
        if after.person is None:
            assert f'"cause":"{before.hash}"' in after.body
            assert entry.hash_of(walk.acceptance, before.sequence) == before.hash


@pytest.mark.django_db
def test_a_follower_and_an_automatic_step_may_both_follow() -> None:
    seen: list[Any] = []
    key = (GoodsAcceptance, GoodsAcceptance.State.HANDED_OVER.value)
    try:
        follows(*key)(lambda cause, document: seen.append((cause.hash, document.state)))
        walk = delivered(practice_office(), lines=[line_of(12)])
        walk.to_decision()
        walk.perform("duangjai", "take_over", copies=2, vendor_copy_on=walk.acceptance.accepted_on)
    finally:
        FOLLOWERS.pop(key)
    taken = JournalEntry.objects.get(document=walk.acceptance.pk, step="take_over")
    assert seen == [(taken.hash, "handed_over")]
    assert walk.acceptance.state == "informing"
    assert f'"cause":"{taken.hash}"' in JournalEntry.objects.get(document=walk.acceptance.pk, step="report_shortfall").body


def line_of(quantity: int) -> dict[str, Any]:
    return {
        "position": 1, "item": "โน้ตบุ๊ก", "unit_name": "เครื่อง", "unit_price_baht": "21400.00", "ordered_quantity": "20", "delivered_quantity": quantity,
    }  # fmt: skip


def test_a_restated_step_differs_in_nothing_but_what_is_named() -> None:
    goods, works = (PROCEDURES[code].steps for code in ("goods_acceptance", "works_acceptance"))
    assert goods["accept"].basis(date(2026, 11, 5)).clause == "ข้อ 175 (4)"
    assert works["accept"].basis(date(2026, 11, 5)).clause == "ข้อ 176 (6)"
    assert (goods["accept"].label, goods["accept"].target, goods["accept"].when) == (
        works["accept"].label,
        works["accept"].target,
        works["accept"].when,
    )
    assert GoodsAcceptance.accept is not WorksAcceptance.accept
    again = restated(GoodsAcceptance.sign, within=None)
    assert (again.declared.within, again.declared.fields.keys()) == (None, goods["sign"].fields.keys())
    assert goods["sign"].within == "acceptance.goods_inspection_working_days"


def test_a_pair_may_bar_one_way() -> None:
    pairs, barred = len(PAIRS), {name: list(held) for name, held in BARRED.items()}
    try:
        separate("separation.interested_member", "a.first", from_=("a.second",), is_waivable=False, is_one_way=True)
        assert [name for name, _ in BARRED["a.second"]] == ["a.first"]
        assert "a.first" not in BARRED
    finally:
        del PAIRS[pairs:]
        BARRED.clear()
        BARRED.update(barred)
