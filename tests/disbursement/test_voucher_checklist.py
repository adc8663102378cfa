"""The checklist of a voucher: budget, evidence, payee, tax id, invoice, dates."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from disbursement.models import EvidenceKind, IncomeKind
from disbursement.payment import Payment
from disbursement.rehearsal.walk import VoucherWalk, payee_account
from disbursement.voucher import Voucher
from tests.disbursement.payers import Payers, Refuses
from workflows import engine
from workflows.founding import register_of
from workflows.registers.parties import PartyRegister

State = Voucher.State


@pytest.fixture
def walk(payers: Payers) -> VoucherWalk:
    """A voucher in draft, 107,000 baht with value added tax, of a juristic person."""
    return payers.voucher()


# F3: an approved budget that reaches.


@pytest.mark.rule("F3", "kept")
def test_instalments_fit_into_what_the_case_committed(payers: Payers) -> None:
    purchase = payers.purchase()
    for _ in range(2):
        payers.voucher(purchase, gross_baht=Decimal("53500.00")).to(State.APPROVED)
    assert Voucher.objects.filter(state=State.APPROVED).count() == 2


@pytest.mark.rule("F3", "kept", "refused")
@pytest.mark.parametrize(("second", "fits"), [("52999.99", True), ("53000.00", True), ("53000.01", False)])
def test_vouchers_together_never_ask_for_more_than_was_committed(payers: Payers, refused: Refuses, second: str, fits: bool) -> None:
    purchase = payers.purchase()
    payers.voucher(purchase, gross_baht=Decimal("54000.00")).to(State.APPROVED)
    walk = payers.voucher(purchase, gross_baht=Decimal(second))
    walk.to(State.CHECKING)
    if fits:
        assert walk.examine().state == State.ENDORSING
    else:
        assert "107,000.00" in str(refused("OVER_BUDGET", walk.examine))


@pytest.mark.rule("F3", "refused")
def test_money_of_a_closed_fiscal_year_is_refused_by_name(payers: Payers, refused: Refuses) -> None:
    walk = payers.voucher(budget_line=payers.line_of_last_year())
    walk.to(State.CHECKING)
    assert "กันเงิน" in str(refused("CLOSED_FISCAL_YEAR", walk.examine))


@pytest.mark.rule("K1", "refused")
def test_what_no_order_of_that_year_committed_is_not_the_head_s_to_carry_over(payers: Payers, refused: Refuses) -> None:
    walk = payers.voucher(budget_line=payers.line_of_last_year())
    said = {"approval_number": "นด 70101/77", "reason": "เสนอไม่ทัน"}
    assert "สภาท้องถิ่น" in str(
        [
            refusal.remedy
            for refusal in refused("NOT_COMMITTED_IN_YEAR", lambda: walk.perform("boonmee", "carry_over", **said)).refusals
        ]
    )


# F8: the checklist.


@pytest.mark.rule("F8", "kept")
def test_the_checker_counts_the_pages_that_the_clerk_listed(walk: VoucherWalk) -> None:
    walk.to(State.CHECKING)
    assert walk.perform("rattana", "examine", pages_counted=18, papers_seen=True).pages_counted == 18


@pytest.mark.rule("F8", "refused")
@pytest.mark.parametrize("counted", [17, 19])
def test_a_page_too_few_or_too_many_is_refused(walk: VoucherWalk, refused: Refuses, counted: int) -> None:
    walk.to(State.CHECKING)
    refused("PAGES_DIFFER", lambda: walk.perform("rattana", "examine", pages_counted=counted, papers_seen=True))


def without(walk: VoucherWalk, kind: str) -> list[dict[str, Any]]:
    """The right list of evidence, one kind left out and its pages closed up."""
    rows = [row for row in walk.filled()["evidence"] if row["kind"] != kind]
    return [{**row, "first_page": 2 * number + 1, "last_page": 2 * number + 2} for number, row in enumerate(rows)]


@pytest.mark.rule("F8", "kept", "refused")
@pytest.mark.parametrize(
    "kind", ["report", "appointment", "quotation", "result", "announcement", "order", "invoice", "acceptance", "acceptance_report"]
)
def test_each_kind_of_evidence_is_needed(walk: VoucherWalk, refused: Refuses, kind: str) -> None:
    caught = refused("EVIDENCE_MISSING", lambda: walk.lay(evidence=without(walk, kind)))
    assert str(EvidenceKind(kind).label) in str(caught)


@pytest.mark.rule("F8", "kept", "refused")
@pytest.mark.parametrize(("given", "kind"), [({"order_kind": "works"}, "supervision"), ({"fine_baht": Decimal("100.00")}, "fine")])
def test_works_and_fines_need_their_own_papers(payers: Payers, refused: Refuses, given: dict[str, Any], kind: str) -> None:
    walk = payers.voucher(**given)
    refused("EVIDENCE_MISSING", lambda: walk.lay(evidence=without(walk, kind)))
    assert walk.lay().state == State.REQUESTING


@pytest.mark.rule("F8", "refused")
@pytest.mark.parametrize("shift", [{"first_page": 2}, {"last_page": 1}, {"last_page": 3}])
def test_pages_run_on_without_gap_or_overlap(walk: VoucherWalk, refused: Refuses, shift: dict[str, int]) -> None:
    rows = walk.filled()["evidence"]
    rows[0] = {**rows[0], **shift}
    refused("PAGES_BROKEN", lambda: walk.lay(evidence=rows))


@pytest.mark.rule("F8", "refused")
def test_the_papers_in_the_bundle_are_the_ones_that_the_voucher_names(walk: VoucherWalk, refused: Refuses) -> None:
    rows = [{**row, "number": "อื่น"} if row["kind"] == "order" else row for row in walk.filled()["evidence"]]
    refused("EVIDENCE_DIFFERS", lambda: walk.lay(evidence=rows))


@pytest.mark.rule("F8", "refused")
def test_money_goes_to_the_party_of_the_order_and_into_its_own_account(payers: Payers, refused: Refuses) -> None:
    walk, stranger = payers.voucher(), payers.vendors[1]
    account = payee_account(payers.office, stranger)
    codes = refused("PAYEE_NOT_PARTY", lambda: walk.lay(payee=stranger, payee_account=account)).codes
    assert codes == {"PAYEE_NOT_PARTY"}
    refused("ACCOUNT_NOT_PAYEES", lambda: walk.lay(payee_account=account))


@pytest.mark.rule("F8", "refused")
def test_an_account_that_the_payee_replaced_is_refused(payers: Payers, refused: Refuses) -> None:
    walk = payers.voucher()
    old = payee_account(payers.office, walk.voucher.party)
    parties = register_of(payers.office.organization, PartyRegister)
    engine.perform(
        payers.office.theera, parties, "add_account", party=old.party, bank_code="006", number="1234567890", name=old.name
    )
    refused("ACCOUNT_NOT_PAYEES", lambda: walk.lay(payee_account=old))


@pytest.mark.rule("F8", "refused")
def test_a_tax_id_with_a_wrong_check_digit_is_refused(walk: VoucherWalk, refused: Refuses) -> None:
    right = walk.voucher.party.tax_id
    wrong = right[:-1] + str((int(right[-1]) + 1) % 10)
    assert refused("WRONG_INPUT", lambda: walk.lay(tax_id=wrong)).status == 422


@pytest.mark.rule("F8", "refused")
def test_a_right_tax_id_of_somebody_else_is_refused(payers: Payers, refused: Refuses) -> None:
    walk = payers.voucher()
    refused("TAX_ID_DIFFERS", lambda: walk.lay(tax_id=payers.vendors[1].tax_id))


@pytest.mark.rule("F8", "refused")
@pytest.mark.parametrize("again", ["IV 77/2570", "iv77/2570", "IV ๗๗/๒๕๗๐", "IV\u200b77/2570", "IV77/2570\u200e", "ＩＶ77/2570"])
def test_one_invoice_of_one_vendor_is_paid_once(payers: Payers, refused: Refuses, again: str) -> None:
    lay_invoice(payers.voucher(), "IV 77/2570")
    walk = payers.voucher()
    refused("INVOICE_KNOWN", lambda: lay_invoice(walk, again))


@pytest.mark.rule("F8", "kept")
def test_two_vendors_may_use_one_invoice_number(payers: Payers) -> None:
    lay_invoice(payers.voucher(), "77")
    assert lay_invoice(payers.voucher(payers.purchase(vendor=payers.vendors[1])), "77").state == State.REQUESTING


def lay_invoice(walk: VoucherWalk, number: str) -> Any:
    rows = [{**row, "number": number} if row["kind"] == "invoice" else row for row in walk.filled()["evidence"]]
    return walk.lay(invoice_number=number, evidence=rows)


@pytest.mark.rule("T3", "refused")
def test_wages_of_labour_have_no_road(walk: VoucherWalk, refused: Refuses) -> None:
    refused("NO_ROAD", lambda: walk.lay(income_kind=IncomeKind.LABOUR))


@pytest.mark.parametrize(("fine", "pays"), [("105999.99", True), ("106000.00", False), ("106000.01", False)])
def test_a_fine_that_leaves_nothing_to_pay_has_no_road(payers: Payers, refused: Refuses, fine: str, pays: bool) -> None:
    walk = payers.voucher(fine_baht=Decimal(fine))
    if pays:
        assert walk.lay().net_baht == Decimal("0.01")
    else:
        refused("NOTHING_TO_PAY", walk.lay)


# F13: approval before everything.


@pytest.mark.rule("F13", "kept")
def test_dates_in_order_are_taken(payers: Payers) -> None:
    walk = payers.voucher(**payers.accepted_ago(3))
    assert walk.lay().state == State.REQUESTING


@pytest.mark.rule("F13", "refused")
@pytest.mark.parametrize("moved", ["spending_approved_on", "ordered_on", "delivered_on", "accepted_on"])
def test_each_act_comes_after_the_one_it_rests_on(payers: Payers, refused: Refuses, moved: str) -> None:
    order = ["spending_approved_on", "ordered_on", "delivered_on", "accepted_on"]
    days = {name: payers.today - timedelta(days=10 - 2 * number) for number, name in enumerate(order)}
    following = order[order.index(moved) + 1] if moved != "accepted_on" else None
    days[moved] = days[following] + timedelta(days=1) if following else payers.today + timedelta(days=1)
    walk = payers.voucher(**days)
    refused("DATES_OUT_OF_ORDER", lambda: walk.lay(invoiced_on=payers.today))


@pytest.mark.rule("F13", "kept", "refused")
@pytest.mark.parametrize(("days", "fits"), [(-6, False), (-5, True), (0, True), (1, False)])
def test_an_invoice_lies_between_the_order_and_the_voucher(payers: Payers, refused: Refuses, days: int, fits: bool) -> None:
    ordered = payers.today - timedelta(days=5)
    walk = payers.voucher(spending_approved_on=ordered, ordered_on=ordered)
    invoiced = payers.today + timedelta(days=days)
    rows = [{**row, "dated": invoiced} if row["kind"] == "invoice" else row for row in walk.filled()["evidence"]]
    if fits:
        assert walk.lay(invoiced_on=invoiced, evidence=rows).state == State.REQUESTING
    else:
        refused("INVOICE_DATE", lambda: walk.lay(invoiced_on=invoiced, evidence=rows))


@pytest.mark.rule("F13", "kept")
def test_no_payment_exists_before_the_approval_and_one_after_it(walk: VoucherWalk) -> None:
    walk.to(State.APPROVING)
    assert not Payment.objects.exists()
    walk.to(State.APPROVED)
    assert Payment.objects.get().state == Payment.State.READY


# Whoever is paid signs nothing.


@pytest.mark.rule("P-5", "refused")
@pytest.mark.parametrize(
    ("officer", "state"),
    [("orathai", State.DRAFT), ("somchai", State.REQUESTING), ("rattana", State.CHECKING), ("boonmee", State.APPROVING)],
)
def test_a_payee_signs_no_voucher_of_his_own(payers: Payers, refused: Refuses, officer: str, state: str) -> None:
    walk = payers.voucher()
    walk.to(state)
    payers.is_payee(officer, walk.voucher.party)
    following = {
        State.DRAFT: State.REQUESTING,
        State.REQUESTING: State.ARRIVED,
        State.CHECKING: State.ENDORSING,
        State.APPROVING: State.APPROVED,
    }
    assert refused("PAYEE_SIGNS", lambda: walk.to(following[State(state)])).status == 403
