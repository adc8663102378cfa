"""From the negotiation to the vendor's receipt of the order."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils import timezone

from procurement.models import Instalment
from procurement.purchase.states import State
from procurement.rehearsal.demo import set_day
from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.walk import Need, Walk
from procurement.rules.order import essentials_due, received_after_due
from tests.procurement.conftest import COMMITTEE, INK, PAPER
from tests.procurement.refusals import refused
from tests.procurement.steps import LAW, Walks, held, one_line, order, result
from workflows import engine
from workflows.calendar import fiscal_year
from workflows.practice import found_practice_office
from workflows.registers.people import PeopleRegister


@pytest.mark.rule("N15", "kept", "refused")
@pytest.mark.parametrize(
    ("prices", "fits"), [(("119.99", "2500.00"), True), (("120.00", "2500.00"), True), (("120.01", "2500.00"), False)]
)
def test_the_agreed_price_stays_within_what_was_approved(walk: Walk, prices: tuple[str, ...], fits: bool) -> None:
    walk.to(State.NEGOTIATING)
    if fits:
        assert walk.perform("duangjai", "report_result", **result(walk, prices)).agreed_price_baht <= Decimal("37000.00")
    else:
        error = refused("PRICE_ABOVE_APPROVAL", lambda: walk.perform("duangjai", "report_result", **result(walk, prices)))
        assert "37,000.00" in error.refusals[0].remedy


@pytest.mark.parametrize("prices", [("120.00",), ("120.00", "2500.00", "1.00")])
def test_every_line_has_its_agreed_price(walk: Walk, prices: tuple[str, ...]) -> None:
    walk.to(State.NEGOTIATING)
    refused("LINES_DIFFER", lambda: walk.perform("duangjai", "report_result", **result(walk, prices)))


@pytest.mark.rule("N15", "kept", "refused")
def test_the_order_is_signed_by_the_head_of_supplies_unless_the_office_keeps_it_with_its_chief(walk: Walk) -> None:
    from workflows.proof import Proof
    from workflows.registers.office import OfficeRegister

    walk.to(State.ORDER_PREPARED)
    refused("NOT_YOUR_ROLE", lambda: walk.perform("boonmee", "sign_order"))
    register = OfficeRegister.objects.get(organization=walk.office.organization)
    boonmee = walk.office.boonmee
    choice = {"choice": "purchase.order_signer", "value": "chief_executive"}
    engine.perform(boonmee, register, "set_choice", proof=Proof(boonmee.pk, timezone.now()), **choice)
    refused("NOT_YOUR_ROLE", lambda: walk.perform("rattana", "sign_order"))
    assert walk.perform("boonmee", "sign_order").state == State.ORDER_SIGNED


@pytest.mark.rule("N16", "kept", "refused")
def test_the_winner_is_announced_before_the_order(walk: Walk) -> None:
    walk.to(State.AWARDED)
    data = {"instalments": [], "fine_percent_per_day": "0.20", "fine_on_whole": False}
    assert refused("NOT_FROM_THIS_STATE", lambda: walk.perform("duangjai", "prepare_order", **data)).status == 409
    purchase = walk.to(State.ORDER_SIGNED)
    assert purchase.announced_on <= purchase.ordered_on


@pytest.mark.parametrize(
    ("amounts", "fits"), [(("37000.00",), True), (("18500.00", "18500.00"), True), (("36999.99",), False), (("37000.01",), False)]
)
def test_instalments_add_up_to_the_order_to_the_satang(walk: Walk, amounts: tuple[str, ...], fits: bool) -> None:
    walk.to(State.ORDERING)
    if fits:
        walk.perform("duangjai", "prepare_order", **order(walk, *amounts))
        assert Instalment.objects.filter(document=walk.purchase.pk).count() == len(amounts)
    else:
        error = refused("INSTALMENTS_DIFFER", lambda: walk.perform("duangjai", "prepare_order", **order(walk, *amounts)))
        assert "37,000.00" in error.refusals[0].remedy


@pytest.mark.rule("N8", "kept", "refused")
@pytest.mark.parametrize(
    ("rate", "whole", "fits"),
    [
        ("0.00", False, False),
        ("0.01", False, True),
        ("0.20", False, True),
        ("0.21", False, False),
        ("0.10", True, True),
        ("0.11", True, False),
    ],
)
def test_the_fine_rate_lies_within_the_regulation(walk: Walk, rate: str, whole: bool, fits: bool) -> None:
    walk.to(State.ORDERING)
    data = order(walk, "37000.00", rate=rate, whole=whole)
    if fits:
        walk.perform("duangjai", "prepare_order", **data)
    else:
        refused("FINE_RATE", lambda: walk.perform("duangjai", "prepare_order", **data))


@pytest.mark.parametrize(("days", "fits"), [(-1, False), (0, True), (1, True)])
def test_nothing_falls_due_before_the_order(walk: Walk, days: int, fits: bool) -> None:
    walk.to(State.ORDERING)
    if fits:
        walk.perform("duangjai", "prepare_order", **order(walk, "37000.00", days=days))
    else:
        refused("DATES_OUT_OF_ORDER", lambda: walk.perform("duangjai", "prepare_order", **order(walk, "37000.00", days=days)))


@pytest.mark.rule("N17", "kept", "refused")
@pytest.mark.parametrize(("days", "fits"), [(-1, False), (0, True), (1, False)])
def test_the_vendor_receives_the_order_on_its_day_or_later_and_not_in_the_future(walk: Walk, days: int, fits: bool) -> None:
    walk.to(State.ORDER_SIGNED)
    day = walk.purchase.ordered_on + timedelta(days=days)
    if fits:
        assert walk.perform("duangjai", "record_vendor_receipt", vendor_received_on=day).state == State.ORDERED
    else:
        refused("DATES_OUT_OF_ORDER", lambda: walk.perform("duangjai", "record_vendor_receipt", vendor_received_on=day))
        assert held(walk)[1] == 0


@pytest.mark.rule("N16", "kept", "refused")
@pytest.mark.parametrize(("days", "fits"), [(-1, True), (0, True), (1, False)])
def test_the_quotation_is_there_before_its_result_is_reported(walk: Walk, days: int, fits: bool) -> None:
    walk.to(State.NEGOTIATING)
    data = {**result(walk, ("120.00", "2500.00")), "quoted_on": timezone.localdate() + timedelta(days=days)}
    if fits:
        assert walk.perform("duangjai", "report_result", **data).state == State.RESULT_REPORTED
    else:
        refused("FUTURE_DATE", lambda: walk.perform("duangjai", "report_result", **data))


def test_a_line_has_one_price(walk: Walk) -> None:
    walk.to(State.NEGOTIATING)
    data = result(walk, ("120.00", "2500.00"))
    data["prices"].append({"position": 1, "agreed_unit_price_baht": "1.00"})
    refused("LINES_DIFFER", lambda: walk.perform("duangjai", "report_result", **data))


@pytest.mark.rule("N15", "kept", "refused")
@pytest.mark.parametrize(("quoted", "fits"), [("36999.99", False), ("37000.00", True), ("37000.01", True)])
def test_the_agreed_price_is_never_above_the_quotation(walk: Walk, quoted: str, fits: bool) -> None:
    walk.to(State.NEGOTIATING)
    data = result(walk, ("120.00", "2500.00"), quoted)
    if fits:
        walk.perform("duangjai", "report_result", **data)
    else:
        assert (
            "36,999.99"
            in refused("PRICE_ABOVE_APPROVAL", lambda: walk.perform("duangjai", "report_result", **data)).refusals[0].remedy
        )


@pytest.mark.rule("N15", "kept")
def test_what_was_bargained_off_is_released_by_the_signed_order(walk: Walk) -> None:
    walk.to(State.NEGOTIATING)
    walk.perform("duangjai", "report_result", **result(walk, ("110.00", "2500.00")))
    assert walk.purchase.amount_baht == Decimal("37000.00")
    walk.to(State.AWARDED)
    assert walk.purchase.amount_baht == Decimal("36000.00")
    assert held(walk) == (Decimal("37000.00"), Decimal(0), Decimal(0))
    walk.to(State.ORDERED)
    assert held(walk) == (Decimal(0), Decimal("36000.00"), Decimal(0))


@pytest.mark.rule("N8", "kept", "refused")
@pytest.mark.parametrize(
    ("kind", "rate", "whole", "fits"),
    [
        ("works", "0.25", True, True),
        ("works", "0.24", True, False),
        ("works", "0.26", True, False),
        ("works", "0.25", False, False),
        ("services", "0.25", True, False),
    ],
)
def test_works_that_hinder_traffic_have_one_rate_of_their_own(walks: Walks, kind: str, rate: str, whole: bool, fits: bool) -> None:
    supervisor = (("somchai", "supervisor"),) if kind == "works" else ()
    walk = walks(kind=kind, lines=one_line("37000.00"), members=(*COMMITTEE, *supervisor))
    walk.to(State.ORDERING)
    data = order(walk, "37000.00", rate=rate, whole=whole, traffic=True)
    if fits:
        assert walk.perform("duangjai", "prepare_order", **data).hinders_traffic
    else:
        assert refused("FINE_RATE", lambda: walk.perform("duangjai", "prepare_order", **data)).refusals[0].basis


@pytest.mark.rule("N17", "kept")
def test_the_vendor_may_still_sign_on_the_day_when_the_first_instalment_is_due(walk: Walk) -> None:
    walk.to(State.ORDERING)
    walk.perform("duangjai", "prepare_order", **order(walk, "37000.00", days=0))
    assert walk.to(State.ORDERED).state == State.ORDERED


@pytest.mark.rule("N17", "kept", "refused")
def test_an_order_that_reaches_the_vendor_after_its_first_due_day_is_refused() -> None:
    due = date(2026, 12, 10)
    assert received_after_due(date(2026, 12, 10), due, LAW) is None
    refusal = received_after_due(date(2026, 12, 11), due, LAW)
    assert refusal is not None and refusal.code == "RECEIVED_AFTER_DUE" and "10 ธ.ค. 2569" in refusal.sentence


def test_an_inspector_never_buys_even_where_another_officer_began_the_case(walks: Walks) -> None:
    walk = walks(members=(("wilai", "chair"), ("theera", "member"), ("orathai", "member")))
    walk.to(State.NEGOTIATING)
    people = PeopleRegister.objects.get(organization=walk.office.organization)
    for who in ("theera", "porntip"):
        post = walk.office.people[who].holdings.get().position
        engine.perform(walk.office.wilai, people, "set_roles", position=post, roles=["supplies_officer"])
    data = result(walk, ("120.00", "2500.00"))
    error = refused("INSPECTOR_IS_SUPPLIES_OFFICER", lambda: walk.perform("theera", "report_result", **data))
    assert "แนวปฏิบัติ" in error.refusals[0].basis
    assert walk.perform("porntip", "report_result", **data).state == State.RESULT_REPORTED


@pytest.mark.rule("N1", "kept")
@pytest.mark.parametrize("kind", ["goods", "services"])
def test_goods_are_bought_and_services_hired_each_by_its_own_numbers(walks: Walks, kind: str) -> None:
    walk = walks(kind=kind, lines=one_line("37000.00"))
    walk.to(State.ORDER_PREPARED)
    refused("PASSWORD_NEEDED", lambda: engine.perform(walk.office.rattana, walk.purchase, "sign_order"))
    paper = "ใบสั่งซื้อ" if kind == "goods" else "ใบสั่งจ้าง"
    assert walk.to(State.ORDER_SIGNED).number == f"{paper} 1/{fiscal_year(timezone.localdate())}"


@pytest.mark.rule("N1", "kept", "refused")
@pytest.mark.parametrize(("day", "fits"), [(date(2026, 9, 30), True), (date(2026, 10, 1), False)])
def test_an_order_stands_in_the_fiscal_year_of_its_money(db: None, day: date, fits: bool) -> None:
    office = found_practice_office(is_practice=True, practice_today=date(2026, 9, 30))
    vendors, lines = furnish(office)
    walk = Walk(office, Need("ซื้อวัสดุสำนักงาน", (PAPER, INK), vendors[0], lines[1], members=COMMITTEE))
    walk.to(State.ORDER_PREPARED)
    set_day(office, day)
    if fits:
        assert walk.to(State.ORDER_SIGNED).number == "ใบสั่งซื้อ 1/2569"
    else:
        error = refused("CLOSED_FISCAL_YEAR", lambda: walk.to(State.ORDER_SIGNED))
        assert "สภาท้องถิ่นอนุมัติกันเงิน" in error.refusals[0].sentence and "เหลื่อมปีได้ที่ฎีกา" in error.refusals[0].sentence
        assert error.refusals[0].basis and "งบประมาณของปีนี้" in error.refusals[0].remedy
        assert walk.purchase.order_number == ""


@pytest.mark.rule("N16", "kept")
@pytest.mark.parametrize(("price", "is_told"), [("4999.99", False), ("5000.00", True), ("5000.01", True)])
def test_who_records_the_order_as_received_is_told_to_publish_its_essentials(price: str, is_told: bool) -> None:
    told = essentials_due(SimpleNamespace(agreed_price_baht=Decimal(price)), SimpleNamespace(law=LAW))  # type: ignore[arg-type]
    assert (told is not None) is is_told
    assert told is None or (told.only_told and told.basis.startswith("มาตรา 98 ") and "ยังไม่ยืนยัน" in told.sentence)
