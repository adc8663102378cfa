"""What must hold of a purchase: pure functions of values in hand, each one rule."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from procurement.models.purchase import PREFERRED_SOURCES, PriceSource
from workflows.act import LawOn
from workflows.calendar import fiscal_year
from workflows.fields import to_baht
from workflows.refusal import Refusal
from workflows.thai import baht, short_date

SATANG = Decimal("0.01")


def lines_total_baht(lines: Iterable[Mapping[str, Any]]) -> Decimal:
    """Each line's quantity times its price, rounded to the satang, added up."""
    return sum(((row["quantity"] * row["unit_price_baht"]).quantize(SATANG) for row in lines), Decimal(0))


def agreed_total_baht(lines: Iterable[Mapping[str, Any]], prices: Mapping[int, Decimal]) -> Decimal:
    """The same at agreed prices; lines are rows of evidence."""
    return sum(
        ((Decimal(row["quantity"]) * prices[row["position"]]).quantize(SATANG) for row in lines if row["position"] in prices),
        Decimal(0),
    )


def over_specific_method_limit(amount_baht: Decimal, law: LawOn) -> Refusal | None:
    """วิธีเฉพาะเจาะจง by amount ends at the ceiling of the ministerial regulation; at the ceiling it still holds."""
    ceiling = law.value("procurement.specific_method_ceiling_baht")
    if amount_baht <= ceiling.value:
        return None
    sentence = _("วงเงิน %(amount)s บาท เกินวงเงินของวิธีเฉพาะเจาะจง %(ceiling)s บาท") % {
        "amount": baht(amount_baht),
        "ceiling": baht(ceiling.value),
    }
    remedy = _("ลดวงเงินให้ไม่เกิน %(ceiling)s บาท หรือใช้วิธีอื่น ห้ามแบ่งซื้อแบ่งจ้าง") % {"ceiling": baht(ceiling.value)}
    return Refusal("OVER_SPECIFIC_METHOD_LIMIT", sentence, ceiling.label, remedy, field="lines")


def road_missing(road: str, law: LawOn) -> Refusal | None:
    """What has no road here is refused by its name, never squeezed through."""
    if road == "order":
        return None
    basis = law.basis(f"procurement.no_road.{road}")
    return Refusal("NO_ROAD", basis.sentence, basis.label, _("ทำเรื่องนี้นอกระบบไปก่อนตามระเบียบ"), field="road")


def weaker_price_source(source: str, reason: str, law: LawOn) -> Refusal | None:
    """A market survey or a last price only where no better source exists, and it must be said why."""
    if PriceSource(source) in PREFERRED_SOURCES or reason.strip():
        return None
    basis = law.basis("procurement.specification")
    sentence = _("ใช้ “%(source)s” ได้เมื่อไม่มีราคาตามลำดับก่อนหน้า ต้องบอกว่าไม่มีเพราะเหตุใด") % {"source": PriceSource(source).label}
    return Refusal("PRICE_SOURCE_ORDER", sentence, basis.label, _("เขียนเหตุที่ไม่มีราคาตาม (1) ถึง (3)"), field="price_source_reason")


def missing_report_items(report: Mapping[str, Any], law: LawOn) -> Iterable[Refusal]:
    """The eight items of ข้อ 22; the short report of its last paragraph needs fewer."""
    basis = law.basis("procurement.report").label
    needed = {"method_reason": _("วิธีที่จะซื้อหรือจ้างและเหตุผล"), "criteria": _("หลักเกณฑ์การพิจารณา"), "delivery_days": _("กำหนดเวลา")}
    for field, label in needed.items():
        if not report[field]:
            yield Refusal(
                "REPORT_ITEM_MISSING", _("รายงานขาด “%(item)s”") % {"item": label}, basis, _("เติมให้ครบแปดรายการ"), field=field
            )


def short_report_too_large(amount_baht: Decimal, law: LawOn) -> Refusal | None:
    """The short report is for purchases so small that no written agreement is needed."""
    ceiling = law.value("procurement.order_without_contract_ceiling_baht")
    if amount_baht <= ceiling.value:
        return None
    sentence = _("รายงานเฉพาะรายการที่จำเป็นใช้ได้เมื่อวงเงินไม่เกิน %(ceiling)s บาท") % {"ceiling": baht(ceiling.value)}
    return Refusal(
        "SHORT_REPORT_CEILING",
        sentence,
        law.basis("procurement.short_report").label,
        _("ทำรายงานครบแปดรายการ"),
        field="is_short_report",
    )


def price_above(agreed_baht: Decimal, ceiling_baht: Decimal, what: str, law: LawOn) -> Refusal | None:
    """The agreed price never exceeds what was approved, nor the quotation."""
    if agreed_baht <= ceiling_baht:
        return None
    sentence = _("ราคาที่ตกลง %(agreed)s บาท สูงกว่า%(what)s %(ceiling)s บาท") % {
        "agreed": baht(agreed_baht),
        "what": what,
        "ceiling": baht(ceiling_baht),
    }
    remedy = _("เจรจาให้ไม่เกิน %(ceiling)s บาท") % {"ceiling": baht(ceiling_baht)}
    return Refusal("PRICE_ABOVE_APPROVAL", sentence, law.basis("procurement.negotiate").label, remedy, field="prices")


def unpriced_lines(lines: Sequence[Mapping[str, Any]], prices: Mapping[int, Decimal]) -> Refusal | None:
    """Each line of the request has its agreed price, and nothing else has one."""
    wanted, given = {row["position"] for row in lines}, set(prices)
    if wanted == given:
        return None
    odd = ", ".join(map(str, sorted(wanted ^ given)))
    return Refusal(
        "LINES_DIFFER", _("รายการลำดับที่ %(odd)s ไม่ตรงกับคำขอ") % {"odd": odd}, "", _("ใส่ราคาให้ครบทุกลำดับของคำขอ"), field="prices"
    )


def instalments_differ(instalments: Sequence[Mapping[str, Any]], agreed_baht: Decimal) -> Refusal | None:
    """Instalments add up to the order, to the satang."""
    total = sum((row["amount_baht"] for row in instalments), Decimal(0))
    if total == agreed_baht:
        return None
    sentence = _("งวดรวม %(total)s บาท ไม่เท่ากับใบสั่ง %(agreed)s บาท") % {"total": baht(total), "agreed": baht(agreed_baht)}
    return Refusal(
        "INSTALMENTS_DIFFER", sentence, "", _("แก้ให้งวดรวมเท่ากับ %(agreed)s บาท") % {"agreed": baht(agreed_baht)}, field="instalments"
    )


def due_out_of_order(instalments: Sequence[Mapping[str, Any]], ordered_on: date) -> Refusal | None:
    """No instalment falls due before the order, or before the one ahead of it."""
    days = [ordered_on, *(row["due_on"] for row in instalments)]
    if days == sorted(days):
        return None
    return Refusal(
        "DATES_OUT_OF_ORDER", _("วันครบกำหนดของงวดต้องไม่ก่อนวันทำใบสั่ง และเรียงตามงวด"), "", _("แก้วันครบกำหนด"), field="instalments"
    )


def fine_rate_unlawful(percent: Decimal, on_whole: bool, law: LawOn) -> Refusal | None:
    """The daily rate lies within ข้อ 162."""
    least = law.value("procurement.fine_percent_per_day_min")
    most = law.value("procurement.fine_percent_per_day_max_whole" if on_whole else "procurement.fine_percent_per_day_max")
    if least.value <= percent <= most.value:
        return None
    sentence = _("อัตราค่าปรับต้องอยู่ระหว่างร้อยละ %(least)s ถึง %(most)s ต่อวัน") % {"least": least.value, "most": most.value}
    return Refusal("FINE_RATE", sentence, most.label, _("แก้อัตราค่าปรับ"), field="fine_percent_per_day")


def closed_year(line_year: int, ordered_on: date, law: LawOn) -> Refusal | None:
    """An order stands in the fiscal year of its money."""
    if fiscal_year(ordered_on) == line_year:
        return None
    basis = law.basis("procurement.no_road.closed_year")
    return Refusal("CLOSED_FISCAL_YEAR", basis.sentence, basis.label, _("ขอกันเงินก่อน หรือใช้งบประมาณของปีนี้"))


def delivered_before_order(delivered_on: date, vendor_received_on: date) -> Refusal | None:
    """Nothing is delivered before the vendor has the order: an order dated after the delivery is no order."""
    if delivered_on >= vendor_received_on:
        return None
    sentence = _("ส่งมอบวันที่ %(day)s ก่อนผู้ขายรับใบสั่งวันที่ %(order)s") % {
        "day": short_date(delivered_on),
        "order": short_date(vendor_received_on),
    }
    return Refusal("ORDER_AFTER_DELIVERY", sentence, "", _("ตรวจวันที่ในใบส่งของกับใบสั่ง"), field="delivered_on")


def delivered_too_much(row: Mapping[str, Any] | None, amount_baht: Decimal) -> Refusal | None:
    """An instalment never takes more than it was ordered for."""
    if row is None:
        return Refusal("NO_SUCH_INSTALMENT", _("ไม่มีงวดนี้ในใบสั่ง"), "", _("เลือกงวดตามใบสั่ง"), field="instalment")
    left = to_baht(row["amount_baht"]) - to_baht(row["delivered_baht"])
    if amount_baht <= left:
        return None
    sentence = _("งวดนี้รับได้อีก %(left)s บาท แต่ส่งมา %(amount)s บาท") % {"left": baht(left), "amount": baht(amount_baht)}
    return Refusal(
        "DELIVERED_MORE_THAN_ORDERED", sentence, "", _("รับไม่เกิน %(left)s บาท") % {"left": baht(left)}, field="amount_baht"
    )


def received_before_order(received_on: date, ordered_on: date, today: date) -> Refusal | None:
    """The vendor signs on or after the day of the order, and not in the future."""
    if ordered_on <= received_on <= today:
        return None
    sentence = _("วันที่ผู้ขายรับใบสั่งต้องตั้งแต่ %(order)s ถึงวันนี้") % {"order": short_date(ordered_on)}
    return Refusal("DATES_OUT_OF_ORDER", sentence, "", _("แก้วันที่ผู้ขายลงนามรับ"), field="vendor_received_on")


def delivered_in_future(delivered_on: date, acted_on: date) -> Refusal | None:
    """Nothing is recorded before it came."""
    if delivered_on <= acted_on:
        return None
    return Refusal("FUTURE_DATE", _("วันที่ส่งมอบอยู่หลังวันที่ลงรับ"), "", _("แก้วันที่ส่งมอบ"), field="delivered_on")


def note_known(deliveries: Iterable[Mapping[str, Any]], note_number: str) -> Refusal | None:
    """One delivery note is one delivery."""
    if all(row["note_number"] != note_number for row in deliveries):
        return None
    return Refusal("DELIVERY_NOTE_KNOWN", _("ใบส่งของเลขที่นี้บันทึกแล้ว"), "", _("ตรวจเลขที่ใบส่งของ"), field="note_number")


def accepted_already(instalments: Iterable[Mapping[str, Any]]) -> Refusal | None:
    """What was accepted must be paid, not cancelled."""
    if all(row["accepted_baht"] == 0 for row in instalments):
        return None
    return Refusal(
        "ACCEPTED_ALREADY", _("มีงวดที่ตรวจรับแล้ว ยกเลิกทั้งเรื่องไม่ได้"), "", _("ดำเนินการเบิกจ่ายงวดที่ตรวจรับ แล้วเลิกส่วนที่เหลือตามระเบียบ")
    )
