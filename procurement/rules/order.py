"""What must hold of the negotiated price, the order and its receipt."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from procurement.models.purchase import PurchaseKind
from procurement.rules.request import line_baht
from workflows.act import Act, LawOn
from workflows.calendar import fiscal_year
from workflows.dates import short_date
from workflows.law_words import doubted
from workflows.refusal import Refusal
from workflows.thai import baht, plain


def inspector_buys(purchase: Any, act: Act) -> Refusal | None:
    """Practice: whoever was appointed to inspect does not buy, even when another officer began the case."""
    inspectors = {uuid.UUID(row["person_id"]) for row in act.evidence.rows["members"]}
    if act.person is None or act.person.pk not in inspectors:
        return None
    basis = act.law.basis("separation.inspector_and_supplies").label
    sentence = _("คุณได้รับแต่งตั้งให้ตรวจรับเรื่องนี้ จึงทำหน้าที่เจ้าหน้าที่พัสดุของเรื่องนี้ไม่ได้")
    return Refusal("INSPECTOR_IS_SUPPLIES_OFFICER", sentence, basis, _("ให้เจ้าหน้าที่พัสดุคนอื่นทำ หรือขอเปลี่ยนผู้ตรวจรับ"))


def agreed_total_baht(lines: Iterable[Mapping[str, Any]], prices: Mapping[int, Decimal]) -> Decimal:
    """What the lines come to at agreed prices; lines are rows of evidence."""
    priced = (row for row in lines if row["position"] in prices)
    return sum((line_baht(Decimal(row["quantity"]), prices[row["position"]]) for row in priced), Decimal(0))


def unpriced_lines(lines: Sequence[Mapping[str, Any]], prices: Mapping[int, Decimal], law: LawOn) -> Refusal | None:
    """Each line of the request has its agreed price, and nothing else has one."""
    wanted, given = {row["position"] for row in lines}, set(prices)
    if wanted == given:
        return None
    odd = ", ".join(map(str, sorted(wanted ^ given)))
    sentence = _("รายการลำดับที่ %(odd)s ไม่ตรงกับคำขอ") % {"odd": odd}
    return Refusal(
        "LINES_DIFFER", sentence, law.basis("procurement.negotiate").label, _("ใส่ราคาให้ครบทุกลำดับของคำขอ"), field="prices"
    )


def line_priced_twice(prices: Sequence[Mapping[str, Any]], law: LawOn) -> Refusal | None:
    """A line has one price."""
    positions = [row["position"] for row in prices]
    twice = sorted({position for position in positions if positions.count(position) > 1})
    if not twice:
        return None
    sentence = _("รายการลำดับที่ %(twice)s มีราคามากกว่าหนึ่งราคา") % {"twice": ", ".join(map(str, twice))}
    return Refusal("LINES_DIFFER", sentence, law.basis("procurement.negotiate").label, _("ใส่ราคาเดียวต่อหนึ่งลำดับ"), field="prices")


def price_above(agreed_baht: Decimal, ceiling_baht: Decimal, what: str, law: LawOn) -> Refusal | None:
    """The agreed price never exceeds what was approved, nor the quotation."""
    if agreed_baht <= ceiling_baht:
        return None
    sentence = _("ราคาที่ตกลง %(agreed)s บาท สูงกว่า%(what)s %(ceiling)s บาท") % {
        "agreed": baht(agreed_baht), "what": what, "ceiling": baht(ceiling_baht),
    }  # fmt: skip
    remedy = _("เจรจาให้ไม่เกิน %(ceiling)s บาท") % {"ceiling": baht(ceiling_baht)}
    return Refusal("PRICE_ABOVE_APPROVAL", sentence, law.basis("procurement.negotiate").label, remedy, field="prices")


def quoted_in_future(quoted_on: date, acted_on: date, law: LawOn) -> Refusal | None:
    """The quotation is there before its result is reported."""
    if quoted_on <= acted_on:
        return None
    sentence = _("ใบเสนอราคาลงวันที่ %(day)s หลังวันที่รายงานผล %(reported)s") % {
        "day": short_date(quoted_on),
        "reported": short_date(acted_on),
    }
    return Refusal(
        "FUTURE_DATE", sentence, law.basis("procurement.result_report").label, _("ตรวจวันที่ในใบเสนอราคา"), field="quoted_on"
    )


def instalments_differ(instalments: Sequence[Mapping[str, Any]], agreed_baht: Decimal, law: LawOn) -> Refusal | None:
    """Instalments add up to the order, to the satang."""
    total = sum((row["amount_baht"] for row in instalments), Decimal(0))
    if total == agreed_baht:
        return None
    sentence = _("งวดรวม %(total)s บาท ไม่เท่ากับใบสั่ง %(agreed)s บาท") % {"total": baht(total), "agreed": baht(agreed_baht)}
    remedy = _("แก้ให้งวดรวมเท่ากับ %(agreed)s บาท") % {"agreed": baht(agreed_baht)}
    return Refusal("INSTALMENTS_DIFFER", sentence, law.basis("procurement.order").label, remedy, field="instalments")


def due_out_of_order(instalments: Sequence[Mapping[str, Any]], ordered_on: date, law: LawOn) -> Refusal | None:
    """No instalment falls due before the order, or before the one ahead of it."""
    days = [ordered_on, *(row["due_on"] for row in instalments)]
    if days == sorted(days):
        return None
    sentence = _("วันครบกำหนดของงวดต้องไม่ก่อนวันทำใบสั่ง และเรียงตามงวด")
    return Refusal("DATES_OUT_OF_ORDER", sentence, law.basis("procurement.order").label, _("แก้วันครบกำหนด"), field="instalments")


def fine_rate_unlawful(percent: Decimal, on_whole: bool, law: LawOn) -> Refusal | None:
    """The daily rate lies within ข้อ 162."""
    least = law.value("procurement.fine_percent_per_day_min")
    most = law.value("procurement.fine_percent_per_day_max_whole" if on_whole else "procurement.fine_percent_per_day_max")
    if least.value <= percent <= most.value:
        return None
    limits = {"least": least.value, "most": most.value}
    sentence = _("อัตราค่าปรับต้องอยู่ระหว่างร้อยละ %(least)s ถึง %(most)s ต่อวัน") % limits
    return Refusal("FINE_RATE", sentence, most.label, _("ใส่อัตราตั้งแต่ %(least)s ถึง %(most)s") % limits, field="fine_percent_per_day")


def traffic_fine_unlawful(percent: Decimal, on_whole: bool, is_works: bool, law: LawOn) -> Refusal | None:
    """Works that hinder traffic have one rate of their own, of the whole price; nothing else has it."""
    rate = law.value("procurement.fine_percent_per_day_public_utility")
    if is_works and on_whole and percent == rate.value:
        return None
    sentence = _("งานก่อสร้างสาธารณูปโภคที่กระทบการจราจรปรับร้อยละ %(rate)s ต่อวันจากราคาทั้งหมด") % {"rate": rate.value}
    remedy = _("ใส่อัตรา %(rate)s จากราคาทั้งหมด หรือบอกว่างานนี้ไม่กระทบการจราจร") % {"rate": rate.value}
    return Refusal("FINE_RATE", sentence, rate.label, remedy, field="fine_percent_per_day")


def received_before_order(received_on: date, ordered_on: date, recorded_on: date, law: LawOn) -> Refusal | None:
    """The vendor signs on or after the day of the order, and not after the day on which it is recorded."""
    if ordered_on <= received_on <= recorded_on:
        return None
    days = {"order": short_date(ordered_on), "recorded": short_date(recorded_on)}
    sentence = _("วันที่ผู้ขายรับใบสั่งต้องตั้งแต่ %(order)s ถึงวันที่บันทึก %(recorded)s") % days
    basis = law.basis("procurement.vendor_receipt").label
    return Refusal("DATES_OUT_OF_ORDER", sentence, basis, _("ตรวจวันที่ที่ผู้ขายลงนามรับ"), field="vendor_received_on")


def year_has_ended(purchase: Any, act: Act) -> Refusal | None:
    """Told where an order of the old year is received in the new one: its money waits for a carry-over (K1)."""
    year = purchase.budget_line.fiscal_year
    if fiscal_year(act.acted_on) <= year:
        return None
    facts = {"year": year, "ordered": short_date(purchase.ordered_on)}
    sentence = _("ปีงบประมาณ %(year)s ของเงินนี้สิ้นแล้ว ใบสั่งลงนามวันที่ %(ordered)s ถือเป็นวันก่อหนี้") % facts
    remedy = _("เบิกได้เมื่อนายก “อนุมัติกันเงินไว้เบิกเหลื่อมปี” ที่ฎีกา")
    basis = act.law.basis("carry_over.committed")
    return Refusal("YEAR_ENDED", doubted(sentence, basis), basis.label, remedy, only_told=True)


def stamp_duty_due(purchase: Any, act: Act) -> Refusal | None:
    """Told where a hired vendor takes his order: it bears stamp duty, and an order of goods none (N17)."""
    if purchase.kind == PurchaseKind.GOODS:
        return None
    rate = act.law.value("tax.stamp_duty_baht_per_thousand")
    sentence = _("ใบสั่งจ้างต้องปิดอากรแสตมป์ %(rate)s บาทต่อทุกหนึ่งพันบาทของสินจ้าง") % {"rate": plain(rate.value)}
    remedy = _("ตรวจว่าต้นฉบับใบสั่งปิดอากรแสตมป์และขีดฆ่าแล้ว")
    return Refusal("STAMP_DUTY", doubted(sentence, rate), act.law.basis("tax.stamp_duty").label, remedy, only_told=True)


def essentials_due(purchase: Any, act: Act) -> Refusal | None:
    """Told where the order begins to bind: its essentials are published, unless it is too small for e-GP (N16, N20)."""
    basis, least = act.law.basis("procurement.essentials_published"), act.law.value("procurement.egp_entry_from_baht")
    if purchase.agreed_price_baht < least.value:
        return None
    remedy = _("เปิดเผยใน e-GP แล้วลงเลขคุมสัญญาไว้ที่เรื่องนี้")
    return Refusal("ESSENTIALS_DUE", doubted(basis.sentence, basis), basis.label, remedy, only_told=True)


def received_after_due(received_on: date, first_due_on: date, law: LawOn) -> Refusal | None:
    """An order that reaches the vendor when its first instalment is due already cannot be kept."""
    if received_on <= first_due_on:
        return None
    days = {"day": short_date(received_on), "due": short_date(first_due_on)}
    sentence = _("ผู้ขายรับใบสั่งวันที่ %(day)s หลังวันครบกำหนดงวดแรก %(due)s") % days
    basis = law.basis("procurement.vendor_receipt").label
    return Refusal("RECEIVED_AFTER_DUE", sentence, basis, _("ยกเลิกเรื่อง หรือตรวจวันที่ที่ผู้ขายลงนามรับ"), field="vendor_received_on")
