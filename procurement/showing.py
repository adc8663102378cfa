"""Where two facts of a purchase disagree: said before anybody decides on them, and forbidding nothing."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from workflows import clock
from workflows.calendar import fiscal_year
from workflows.dates import short_date
from workflows.step import Step
from workflows.thai import baht


def disagreements(purchase: Any, step: Step, rows: Any) -> Iterator[str]:
    """What the page of a step says of the facts that it shows."""
    if "vendor" in step.shows and purchase.vendor is not None and purchase.vendor.officer is not None:
        name = purchase.vendor.officer.full_name
        yield _("ทะเบียนคู่ค้าระบุว่าผู้ขายรายนี้คือ%(name)s หรือเป็นของ%(name)s ซึ่งเป็นผู้ปฏิบัติงานของหน่วยงาน") % {"name": name}
    if "reference_price_baht" in step.shows and purchase.reference_price_baht is not None:
        yield from of_prices(purchase.reference_price_baht, purchase.estimate_baht, purchase.agreed_price_baht)
    if "quoted_price_baht" in step.shows and purchase.quoted_on is not None:
        yield from of_quotation(purchase.quoted_on, purchase.approved_on)
    if "delivery_due_on" in step.shows and purchase.delivery_due_on is not None:
        ordered_on = purchase.ordered_on or clock.today(purchase.organization)
        yield from of_days(purchase.delivery_due_on, purchase.needed_by, ordered_on, purchase.delivery_days)
        yield from of_year(purchase.delivery_due_on, purchase.budget_line.fiscal_year)


def matter_signed(purchase: Any, step: Step, rows: Any) -> Any:
    """With whom and for how much: the case's own amount stays the estimate, which is reserved, until นายก has agreed to the price."""
    from procurement.purchase.states import ORDER, RESULT  # the chapters are made of this
    from workflows.pages import Matter  # pages stand above steps

    if not step.signs or step.shows not in (RESULT, ORDER):
        return None
    facts = {"title": purchase.title, "vendor": purchase.vendor.name, "amount": baht(purchase.agreed_price_baht)}
    sentence = _("%(title)s ตกลงกับ %(vendor)s เป็นเงิน %(amount)s บาท") % facts
    return Matter(sentence, amount_baht=purchase.agreed_price_baht)


def of_prices(reference_baht: Any, estimate_baht: Any, agreed_baht: Any) -> Iterator[str]:
    """The reference price is never below what is agreed, nor above what may be spent."""
    facts = {"reference": baht(reference_baht), "estimate": baht(estimate_baht), "agreed": baht(agreed_baht or 0)}
    if reference_baht > estimate_baht:
        yield _("ราคากลาง %(reference)s บาท สูงกว่าวงเงินที่ขอ %(estimate)s บาท") % facts
    if agreed_baht is not None and agreed_baht > reference_baht:
        yield _("ราคาที่ตกลง %(agreed)s บาท สูงกว่าราคากลาง %(reference)s บาท") % facts


def of_days(due_on: date, needed_by: date, ordered_on: date, delivery_days: int | None) -> Iterator[str]:
    """What is ordered comes in time to be used, and within the days that were approved."""
    facts = {"due": short_date(due_on), "needed": short_date(needed_by), "days": delivery_days}
    if due_on > needed_by:
        yield _("ใบสั่งครบกำหนดส่งมอบ %(due)s หลังวันที่ต้องใช้ %(needed)s") % facts
    if delivery_days and due_on > ordered_on + timedelta(days=delivery_days):
        yield _("ใบสั่งครบกำหนดส่งมอบ %(due)s เกินกำหนดเวลาที่เห็นชอบ %(days)s วัน") % facts


def of_quotation(quoted_on: date, approved_on: date) -> Iterator[str]:
    """The price is asked for once นายก has agreed that there be a purchase (ข้อ 24); an older one may be of the price survey."""
    if quoted_on < approved_on:
        facts = {"quoted": short_date(quoted_on), "approved": short_date(approved_on)}
        yield _("ใบเสนอราคาลงวันที่ %(quoted)s ก่อนวันที่ให้ความเห็นชอบรายงาน %(approved)s ตรวจว่าไม่ใช่ใบสืบราคา") % facts


def of_year(due_on: date, year: int) -> Iterator[str]:
    """What comes after the year's end is paid by a carry-over alone (K1)."""
    if fiscal_year(due_on) > year:
        facts = {"due": short_date(due_on), "year": year}
        yield _("ใบสั่งครบกำหนดส่งมอบ %(due)s หลังสิ้นปีงบประมาณ %(year)s ของเงินนี้ เบิกได้เมื่อนายกอนุมัติกันเงินไว้เบิกเหลื่อมปี") % facts
