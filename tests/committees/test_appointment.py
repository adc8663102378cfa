"""Who may be appointed to inspect, with no database: people are ids, prices are literals."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from committees.appointment import composition_refusals, outsiders_refusal, supervisor_refusal, supplies_officer_refusal
from workflows.act import LawOn
from workflows.evidence import Capacity
from workflows.models import CapacityKind
from workflows.office import Held, Office

LAW = LawOn(date(2026, 11, 24), Office(version=1, roles={}, unit_codes={}, law_values={}, special_days={}))
ANAN, BUSBA, CHALERM, DARUNEE = (UUID(int=number) for number in range(1, 5))
Seats = tuple[tuple[UUID, str], ...]
COMMITTEE: Seats = ((ANAN, "chair"), (BUSBA, "member"), (CHALERM, "member"))


def rows(seats: Seats) -> list[dict[str, object]]:
    return [{"person": person, "seat": seat} for person, seat in seats]


def codes(seats: Seats, price: str = "250000.00") -> list[str]:
    return [refusal.code for refusal in composition_refusals(rows(seats), Decimal(price), LAW)]


@pytest.mark.rule("M2", "kept")
@pytest.mark.parametrize("seats", [COMMITTEE, (*COMMITTEE, (DARUNEE, "member")), (*COMMITTEE, (DARUNEE, "supervisor"))])
def test_a_chair_and_at_least_two_members_inspect_at_any_price(seats: Seats) -> None:
    assert codes(seats) == []
    assert codes(seats, "1.00") == []


@pytest.mark.rule("M2", "kept", "refused")
@pytest.mark.parametrize(("price", "fits"), [("99999.99", True), ("100000.00", True), ("100000.01", False)])
def test_one_inspector_inspects_up_to_the_ceiling(price: str, fits: bool) -> None:
    assert codes(((ANAN, "inspector"),), price) == ([] if fits else ["SINGLE_INSPECTOR_CEILING"])


@pytest.mark.rule("M2", "refused")
@pytest.mark.parametrize(
    ("seats", "wrong"),
    [
        ((), ["TOO_FEW_MEMBERS", "ONE_CHAIR"]),
        (((ANAN, "chair"),), ["TOO_FEW_MEMBERS"]),
        (((ANAN, "chair"), (BUSBA, "member")), ["TOO_FEW_MEMBERS"]),
        (((ANAN, "chair"), (BUSBA, "member"), (DARUNEE, "supervisor")), ["TOO_FEW_MEMBERS"]),
        (((ANAN, "chair"), (BUSBA, "chair"), (CHALERM, "member")), ["ONE_CHAIR"]),
        (((ANAN, "member"), (BUSBA, "member"), (CHALERM, "member")), ["ONE_CHAIR"]),
        (((ANAN, "chair"), (BUSBA, "inspector"), (CHALERM, "member")), ["ONE_CHAIR"]),
        (((ANAN, "inspector"), (BUSBA, "inspector")), ["TOO_FEW_MEMBERS", "ONE_CHAIR"]),
        (((ANAN, "chair"), (ANAN, "member"), (CHALERM, "member")), ["MEMBER_TWICE"]),
        (((ANAN, "chair"), (BUSBA, "member"), (CHALERM, "member"), (CHALERM, "supervisor")), ["MEMBER_TWICE"]),
    ],
)
def test_what_is_no_committee_is_refused_with_every_reason(seats: Seats, wrong: list[str]) -> None:
    assert codes(seats) == wrong


def test_a_refusal_names_the_clause_and_the_figure() -> None:
    (refusal,) = composition_refusals(rows(((ANAN, "inspector"),)), Decimal("100000.01"), LAW)
    assert "100,000.00" in refusal.sentence and "มาตรา 100" in refusal.basis and refusal.remedy and refusal.field == "members"


@pytest.mark.rule("W1", "kept", "refused")
@pytest.mark.parametrize(
    ("supervisors", "is_works", "fits"), [(0, True, False), (1, True, True), (2, True, False), (0, False, True), (1, False, False)]
)
def test_works_have_one_supervisor_and_nothing_else_has_any(supervisors: int, is_works: bool, fits: bool) -> None:
    seats = (*COMMITTEE, *(((DARUNEE, "supervisor"),) * supervisors))
    refusal = supervisor_refusal(rows(seats), LAW, is_works=is_works)
    assert (refusal is None) == fits
    assert fits or "ข้อ 177" in refusal.basis


def test_the_case_s_supplies_officer_inspects_nothing_of_it() -> None:
    assert supplies_officer_refusal([ANAN, BUSBA], [CHALERM], LAW) is None
    refusal = supplies_officer_refusal([ANAN, BUSBA], [BUSBA], LAW)
    assert refusal is not None and refusal.code == "INSPECTOR_IS_SUPPLIES_OFFICER" and "แนวปฏิบัติ" in refusal.basis


@pytest.mark.rule("M2", "kept", "refused")
@pytest.mark.parametrize(
    ("own", "sitting", "fits"),
    [
        ((ANAN, BUSBA, CHALERM), (ANAN, BUSBA, CHALERM), True),
        ((ANAN, BUSBA), (ANAN, BUSBA, CHALERM), True),
        ((ANAN, BUSBA), (ANAN, BUSBA, CHALERM, DARUNEE), True),  # as many, and not more
        ((ANAN,), (ANAN, BUSBA, CHALERM), False),
        ((), (ANAN,), False),
    ],
)
def test_outsiders_are_never_more_than_those_of_the_office(own: tuple[UUID, ...], sitting: tuple[UUID, ...], fits: bool) -> None:
    refused = outsiders_refusal(sitting, LAW.on, posted(*own))
    assert (refused is None) is fits
    assert refused is None or (refused.code, refused.basis.startswith("ข้อ 26 ")) == ("TOO_MANY_OUTSIDERS", True)


@pytest.mark.rule("M2", "refused")
@pytest.mark.parametrize(("day", "fits"), [(date(2026, 11, 30), True), (date(2026, 12, 1), False)])
def test_whoever_has_left_his_post_is_an_outsider(day: date, fits: bool) -> None:
    assert (outsiders_refusal((ANAN,), day, posted(ANAN, until=date(2026, 11, 30))) is None) is fits


@pytest.mark.rule("M2", "kept")
@pytest.mark.parametrize("kind", [kind for kind in CapacityKind if kind != CapacityKind.HOLDING])
def test_whoever_was_ordered_to_act_in_the_office_is_one_of_its_own(kind: CapacityKind) -> None:
    """An office whose posts are empty has nobody else, and no order is given to anybody but an officer."""
    assert outsiders_refusal((ANAN,), LAW.on, posted(ANAN, kind=kind)) is None
    assert outsiders_refusal((ANAN,), LAW.on, posted(ANAN, kind=kind, until=date(2026, 11, 23))) is not None


def posted(*people: UUID, until: date | None = None, kind: CapacityKind = CapacityKind.HOLDING) -> LawOn:
    """The law of an office in which these hold posts, or act by order."""
    capacity = Capacity(kind, UUID(int=11), 1, "นักวิชาการ", UUID(int=12), "กค")
    held = [Held(person, "ก", capacity, date(2026, 10, 1), until) for person in people]
    return LawOn(LAW.on, replace(LAW.office, held=held))
