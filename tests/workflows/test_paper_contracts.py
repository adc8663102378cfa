"""Contracts of papers: what is frozen, what is computed, and what no paper may say."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from tests.workflows.paper_cast import CASHIER, OFFICE, at, signed
from tests.workflows.paper_samples import (
    acceptance_certificate,
    daily_position,
    hire_order,
    purchase_order,
    purchase_request,
    voucher,
    works_certificate,
)
from workflows.models import JournalEntry
from workflows.papers.entries import signature_of
from workflows.papers.facts import frozen
from workflows.papers.paper import Paper
from workflows.papers.signatures import Acting, Order, Signature
from workflows.papers.typeset import keep_together


@dataclass(frozen=True)
class Row:
    amount_baht: Decimal
    rate_percent: Decimal
    quantity: Decimal

    @property
    def doubled_baht(self) -> Decimal:
        return self.amount_baht * 2


def test_a_contract_is_written_down_with_what_it_computes():
    assert frozen(Row(Decimal("7.5"), Decimal("0.2"), Decimal("20.00"))) == {
        "amount_baht": "7.50", "rate_percent": "0.20", "quantity": "20", "doubled_baht": "15.00",
    }  # fmt: skip
    assert frozen(Row(Decimal(), Decimal(7), Decimal("1.5"))) == {
        "amount_baht": "0.00", "rate_percent": "7", "quantity": "1.5", "doubled_baht": "0.00",
    }  # fmt: skip


def test_a_moment_is_kept_as_the_minute_of_the_office():
    assert frozen(datetime(2026, 11, 20, 17, 30, 59, tzinfo=UTC)) == "2026-11-21T00:30"


@pytest.mark.parametrize(
    ("value", "name", "error"), [(0.1, "rate", TypeError), (Decimal("0.005"), "fine_baht", ValueError), (object(), "", TypeError)]
)
def test_what_cannot_be_kept_exactly_is_refused(value, name, error):
    with pytest.raises(error):
        frozen(value, name)


def test_every_contract_survives_json():
    for contract in (
        purchase_request(),
        purchase_order(),
        acceptance_certificate(),
        works_certificate(),
        voucher(),
        daily_position(),
    ):
        content = frozen(contract)
        assert json.loads(json.dumps(content)) == content


def test_a_paper_is_thai_whoever_prints_it():
    named = {"number": "1/2570", "version": 1, "time_of_data": at(11, 20, 9, 0), "organization": OFFICE}
    with translation.override("en"):
        in_english = Paper.of(voucher(), why=translation.gettext_lazy("อนุมัติ"), **named)
    assert in_english.why == "อนุมัติ"
    assert in_english == Paper.of(voucher(), why="อนุมัติ", **named)


# ── sums ──


def test_an_order_adds_up_from_both_sides_of_vat():
    order = purchase_order()
    assert (order.before_vat_baht, order.total_baht) == (Decimal(400000), Decimal(428000))
    net = replace(order, prices_have_vat=False, lines=(replace(order.lines[0], unit_price_baht=Decimal(20000)),))
    assert (net.before_vat_baht, net.total_baht) == (Decimal(400000), Decimal(428000))


def test_instalments_one_satang_off_do_not_make_up_the_order():
    first, last = hire_order().instalments
    with pytest.raises(ValueError, match="make up"):
        replace(hire_order(), instalments=(first, replace(last, amount_baht=last.amount_baht - Decimal("0.01"))))


def test_voucher_and_budget_line_add_up():
    asked = voucher()
    assert (asked.gross_baht, asked.deducted_baht, asked.net_baht) == (Decimal(256800), Decimal(4968), Decimal(251832))
    assert (asked.budget.committed_after_baht, asked.budget.free_baht, asked.evidence_pages) == (
        Decimal(171200),
        Decimal(12000),
        26,
    )


def test_the_day_adds_up_account_by_account():
    day = daily_position()
    balances = [account.balance_baht for account in day.accounts]
    assert balances == [Decimal("8421.25"), 0, Decimal("4537986.33"), 0, Decimal("1181440.07"), Decimal("3000000")]
    assert day.balance_baht == day.brought_baht + day.received_baht - day.paid_baht == Decimal("8727847.65")
    assert (day.counted_baht, day.in_hand_baht, day.difference_baht) == (Decimal("8421.25"), Decimal("8421.25"), 0)


def test_the_days_of_a_fine_are_counted_with_both_ends():
    row, owed = acceptance_certificate().fine.rows
    assert (row.days, row.fine_baht, owed.days, owed.fine_baht) == (5, Decimal("2568.00"), None, 0)


# ── what no paper may say ──


def refused(why: str, contract: Any, **changes: Any) -> None:
    with pytest.raises(ValueError, match=why):
        replace(contract, **changes)


def test_nothing_is_certified_before_the_ruling_on_a_dissent():
    certificate = acceptance_certificate()
    refused("waits for the head's ruling", certificate.act, ruling=None)
    refused("older than what it certifies", certificate, certified_on=date(2026, 11, 11))
    refused("older than what it certifies", works_certificate(), certified_on=date(2026, 11, 16))


def test_a_dissent_has_its_reason():
    refused("printed with its reason", acceptance_certificate().act.opinions[1], reason="")


def test_no_more_is_accepted_than_delivered_or_ordered():
    line = acceptance_certificate().lines[0]
    refused("more is accepted", line, accepted=Decimal(13))
    refused("more is accepted", line, accepted_before=Decimal(9))
    refused("more is certified", works_certificate(), certified_before_baht=Decimal("216740.71"))


def test_no_payment_is_certified_before_the_payee_has_it():
    payment = voucher().payment
    refused("before the payee has it", payment, proof="")
    refused("before the payee has it", payment, proof="", payee=replace(CASHIER, role="ผู้รับเงิน"))
    assert replace(payment, proof="", payee=signed(CASHIER, 11, 20, 14, 40)).is_stamped


def test_a_voucher_charges_its_gross_and_leaves_out_no_page_and_no_order_of_time():
    asked = voucher()
    refused("is charged", asked, budget=replace(asked.budget, asked_baht=Decimal("256799.99")))
    refused("leave a gap", asked, evidence=asked.evidence[:3] + asked.evidence[4:])
    refused("out of order", asked, events=asked.events[::-1])


def test_transfers_cancel_out_and_a_difference_is_told():
    day = daily_position()
    short = (replace(day.counted[0], count=5), *day.counted[1:])
    refused("moved in", day, accounts=day.accounts[:3])
    refused("reported with a note", day, counted=short)
    assert replace(day, counted=short, count_note="เงินสดขาด รายงานนายกแล้ว").difference_baht == Decimal(-1000)


def test_custody_is_of_three_different_persons():
    custody = daily_position().custody
    refused("at least three", custody, members=(*custody.members[:2], custody.members[0]))


def test_a_choice_is_one_of_those_offered():
    refused("none of the choices", purchase_request().decisions[2], chosen="อนุมัติ")


# ── signatures from the journal ──


def entry(**body: Any) -> JournalEntry:
    told = {
        "person_name": "นางสาวพิมพ์ใจ แก้วมณี",
        "position": "นายก",
        "own_position": "นายก",
        "capacity": "holding",
        "on_behalf_of": "",
        "order": None,
        **body,
    }
    return JournalEntry(body=json.dumps(told), acted_on=date(2026, 11, 18), recorded_at="2026-11-18T04:20:31.000001Z")


def test_an_entry_signs_for_its_own_post():
    signature = signature_of(entry(), role="ผู้อนุมัติ")
    assert (signature.name, signature.position, signature.role, signature.acting) == ("นางสาวพิมพ์ใจ แก้วมณี", "นายก", "ผู้อนุมัติ", None)
    assert frozen(signature)["recorded_at"] == "2026-11-18T11:20"
    assert not signature.is_recorded_later


def test_an_entry_under_an_order_signs_in_its_capacity():
    acting = entry(capacity="in_absence", on_behalf_of="นายก", own_position="รองนายก", order=["201/2569", "2026-09-14"])
    signature = signature_of(acting)
    assert signature.position == "รองนายก"
    assert signature.acting == Acting("รักษาราชการแทน", "นายก", Order("201/2569", date(2026, 9, 14)))


def test_an_act_of_yesterday_is_told_apart_from_its_record():
    assert replace(signature_of(entry()), signed_on=date(2026, 11, 17)).is_recorded_later
    with pytest.raises(ValueError, match="has a day"):
        Signature("นาย ก", "", recorded_at=at(11, 18, 9, 0))


# ── words that stay on one line ──


@pytest.mark.parametrize("piece", [
    "16 พฤศจิกายน 2569", "16 พ.ย. 2569", "16 พฤศจิกายน พ.ศ. 2569", "256,800.00 บาท", "3 วันทำการ", "ข้อ 175 (7)", "เลขที่ IV6911-0107",
    "ที่ นด 70102/418", "นางสาวสุดารัตน์ ปั้นทอง", "ร้อยละ 0.20", "พ.ศ. 2560", "คณะกรรมการ",
])  # fmt: skip
def test_what_belongs_together_stays_on_one_line(piece):
    assert f'<span class="one-line">{piece}</span>' in keep_together(f"ตามนี้ {piece} นั้น")


@pytest.mark.parametrize("text", ["นายกองค์การบริหารส่วนตำบล บ้านนาดี", "วันที่ประชุม", "ภาพรวม", "เลขที่ " + "9" * 60])
def test_the_rest_may_break_anywhere(text):
    assert keep_together(text) == text
