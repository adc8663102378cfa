"""What must hold of what a vendor brings, and of how much may still come."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from procurement.models.purchase import PurchaseKind
from procurement.rules.request import line_baht
from workflows.act import LawOn
from workflows.dates import short_date
from workflows.fields import to_baht
from workflows.law_words import doubted
from workflows.refusal import Refusal
from workflows.thai import baht, plain, same_number

Row = Mapping[str, Any]
BASIS = "procurement.delivery"


def open_instalments(instalments: Iterable[Row]) -> list[Row]:
    """Those of which something has still to come."""
    return [row for row in instalments if row["delivered_baht"] != row["amount_baht"]]


def overdue(instalments: Iterable[Row], today: date) -> list[Row]:
    """Those of which something has still to come although their day is past."""
    return [row for row in open_instalments(instalments) if date.fromisoformat(row["due_on"]) < today]


def late_notice_due(number: int, due_on: date, by: date, law: LawOn) -> Refusal:
    """Told before anything comes: the notice counts from the due day, not from the delivery (N10, N18)."""
    basis, facts = law.basis("acceptance.late_notice"), {"number": number, "due": short_date(due_on), "by": short_date(by)}
    sentence = _("งวดที่ %(number)s ครบกำหนด %(due)s และยังส่งมอบไม่ครบ ต้องแจ้งการปรับเป็นหนังสือภายใน %(by)s") % facts
    remedy = _("แจ้งผู้ขายเป็นหนังสือ เลยวันนั้นแล้วให้แจ้งทันที และบันทึกเลขที่หนังสือที่การตรวจรับเมื่อมีการส่งมอบ")
    return Refusal("LATE_NOTICE_DUE", doubted(sentence, basis), basis.label, remedy, only_told=True)


def delivered_before_order(delivered_on: date, vendor_received_on: date, law: LawOn) -> Refusal | None:
    """Nothing is delivered before the vendor has the order: an order dated after the delivery is no order."""
    if delivered_on >= vendor_received_on:
        return None
    days = {"day": short_date(delivered_on), "order": short_date(vendor_received_on)}
    sentence = _("ส่งมอบวันที่ %(day)s ก่อนผู้ขายรับใบสั่งวันที่ %(order)s") % days
    return Refusal("ORDER_AFTER_DELIVERY", sentence, law.basis(BASIS).label, _("ตรวจวันที่ในใบส่งของกับใบสั่ง"), field="delivered_on")


def delivered_in_future(delivered_on: date, acted_on: date, law: LawOn) -> Refusal | None:
    """Nothing is recorded before it came."""
    if delivered_on <= acted_on:
        return None
    sentence = _("วันที่ส่งมอบ %(day)s อยู่หลังวันที่ลงรับ %(received)s") % {"day": short_date(delivered_on), "received": short_date(acted_on)}
    return Refusal("FUTURE_DATE", sentence, law.basis(BASIS).label, _("แก้วันที่ส่งมอบ"), field="delivered_on")


def note_known(deliveries: Iterable[Row], note_number: str, law: LawOn) -> Refusal | None:
    """One delivery note is one delivery, however its number is written."""
    known = next((row["note_number"] for row in deliveries if same_number(row["note_number"]) == same_number(note_number)), None)
    if known is None:
        return None
    sentence = _("ใบส่งของเลขที่ %(note)s บันทึกแล้ว") % {"note": known}
    return Refusal("DELIVERY_NOTE_KNOWN", sentence, law.basis(BASIS).label, _("ตรวจเลขที่ใบส่งของ"), field="note_number")


def no_such_instalment(instalments: Sequence[Row], number: int, law: LawOn) -> Refusal | None:
    """An instalment is one of the order's."""
    if any(row["number"] == number for row in instalments):
        return None
    remedy = _("เลือกงวดที่ 1 ถึง %(last)s") % {"last": len(instalments)}
    return Refusal("NO_SUCH_INSTALMENT", _("ไม่มีงวดนี้ในใบสั่ง"), law.basis(BASIS).label, remedy, field="instalment")


def delivery_unsaid(kind: str, delivered: Sequence[Row], amount_baht: Decimal | None, law: LawOn) -> Refusal | None:
    """Goods are counted line by line; services and works come as a part of the price."""
    counted = kind == PurchaseKind.GOODS
    if (counted and delivered and amount_baht is None) or (not counted and not delivered and amount_baht):
        return None
    if counted:
        sentence, field = _("การซื้อต้องลงจำนวนที่ส่งมอบทีละรายการ ระบบคิดมูลค่าให้"), "lines"
    else:
        sentence, field = _("การจ้างต้องลงมูลค่าของงานที่ส่งมอบ ไม่ใช่จำนวน"), "amount_baht"
    return Refusal("DELIVERY_UNSAID", sentence, law.basis(BASIS).label, _("ลงตามใบส่งของ"), field=field)


def delivered_too_many(
    lines: Sequence[Row], left: Mapping[int, Decimal], delivered: Sequence[Row], law: LawOn
) -> Iterable[Refusal]:
    """Of no line comes more than is still wanted, and each line is named once. `left` is position → quantity."""
    basis, named = law.basis(BASIS).label, {row["position"]: row for row in lines}
    positions = [row["position"] for row in delivered]
    for row in delivered:
        position, quantity = row["position"], row["delivered_quantity"]
        if position not in named or positions.count(position) > 1:
            sentence = _("ลำดับที่ %(position)s ไม่มีในใบสั่ง หรือลงซ้ำ") % {"position": position}
            yield Refusal("LINES_DIFFER", sentence, basis, _("ลงตามลำดับของใบสั่ง ลำดับละครั้ง"), field="lines")
        elif quantity > left[position]:
            facts = {
                "item": named[position]["item"],
                "left": plain(left[position]),
                "unit": named[position]["unit_name"],
                "came": plain(quantity),
            }
            sentence = _("%(item)s รับได้อีก %(left)s %(unit)s แต่ส่งมา %(came)s %(unit)s") % facts
            yield Refusal("DELIVERED_MORE_THAN_ORDERED", sentence, basis, _("รับไม่เกิน %(left)s %(unit)s") % facts, field="lines")


def left_of(instalment: Row) -> Decimal:
    """What may still come of an instalment, in baht."""
    return to_baht(instalment["amount_baht"]) - to_baht(instalment["delivered_baht"])


def delivered_too_much(instalment: Row, amount_baht: Decimal, law: LawOn) -> Refusal | None:
    """An instalment never takes more than it was ordered for."""
    left = left_of(instalment)
    if amount_baht <= left:
        return None
    facts = {"left": baht(left), "amount": baht(amount_baht)}
    sentence = _("งวดนี้รับได้อีก %(left)s บาท แต่ส่งมา %(amount)s บาท") % facts
    remedy = _("รับไม่เกิน %(left)s บาท") % facts
    return Refusal("DELIVERED_MORE_THAN_ORDERED", sentence, law.basis(BASIS).label, remedy, field="amount_baht")


def taken_quantities(delivery_lines: Iterable[Row]) -> dict[int, Decimal]:
    """Position → what has come and was not rejected: the accepted where inspectors have decided, the delivered where they have not."""
    taken: dict[int, Decimal] = {}
    for row in delivery_lines:
        counts = row["delivered_quantity"] if row["accepted_quantity"] is None else row["accepted_quantity"]
        taken[row["position"]] = taken.get(row["position"], Decimal(0)) + Decimal(counts)
    return taken


def left_quantities(lines: Iterable[Row], delivery_lines: Iterable[Row]) -> dict[int, Decimal]:
    """Position → what may still come."""
    taken = taken_quantities(delivery_lines)
    return {row["position"]: Decimal(row["quantity"]) - taken.get(row["position"], Decimal(0)) for row in lines}


def is_awaited(rows: Mapping[str, Sequence[Row]]) -> bool:
    """Whether anything of the order is left to come, or came and was not accepted yet: what is paid for, and what was promised free."""
    undecided = any(row["accepted_quantity"] is None for row in rows["delivery_lines"])
    return undecided or any(left_quantities(rows["lines"], rows["delivery_lines"]).values())


def is_anything_left(kind: str, rows: Mapping[str, Sequence[Row]]) -> bool:
    """Whether anything of the order may still be delivered: value of an instalment, or goods that cost nothing."""
    unfilled = any(row["delivered_baht"] != row["amount_baht"] for row in rows["instalments"])
    counted = kind == PurchaseKind.GOODS and any(left_quantities(rows["lines"], rows["delivery_lines"]).values())
    return unfilled or counted


def delivered_value_baht(
    lines: Sequence[Row], before: Mapping[int, Decimal], delivered: Sequence[Row], taken_baht: Decimal
) -> Decimal:
    """What a delivery of goods is worth: all that has come by now, less what was counted before.

    So the parts of a line add up to the line to the satang, however its quantity was divided; a piece below a satang counts for
    nothing, and what pieces were rounded up by is taken off the next.
    """
    now = dict(before)
    for row in delivered:
        now[row["position"]] = now.get(row["position"], Decimal(0)) + row["delivered_quantity"]
    worth = (line_baht(now[row["position"]], to_baht(row["agreed_unit_price_baht"])) for row in lines if row["position"] in now)
    return max(sum(worth, Decimal(0)) - taken_baht, Decimal(0))


def taken_baht(deliveries: Iterable[Row]) -> Decimal:
    """What the deliveries so far count for: the accepted where inspectors have decided, the delivered where they have not."""
    satang = sum(row["amount_baht"] if row["accepted_baht"] is None else row["accepted_baht"] for row in deliveries)
    return to_baht(satang)


def inspection_refused(delivery: Row | None, accepted_baht: Decimal, law: LawOn) -> Refusal | None:
    """Inspectors decide once on each delivery, and never accept more than it brought."""
    basis = law.basis("acceptance.accept").label
    if delivery is None:
        return Refusal("NO_SUCH_DELIVERY", _("ไม่มีใบส่งของเลขที่นี้"), basis, _("บันทึกการส่งมอบก่อน"), field="note_number")
    if delivery["accepted_baht"] is not None:
        return Refusal("INSPECTED_ALREADY", _("ใบส่งของนี้ตรวจรับแล้ว"), basis, _("ส่งมอบใหม่เป็นใบส่งของใหม่"), field="note_number")
    brought = to_baht(delivery["amount_baht"])
    if accepted_baht > brought:
        sentence = _("ตรวจรับ %(accepted)s บาท มากกว่าที่ส่งมอบ %(brought)s บาท") % {
            "accepted": baht(accepted_baht),
            "brought": baht(brought),
        }
        return Refusal("ACCEPTED_MORE_THAN_DELIVERED", sentence, basis, _("รับไม่เกิน %(brought)s บาท") % {"brought": baht(brought)})
    return None


def payment_refused(delivery: Row | None, law: LawOn) -> Refusal | None:
    """What was accepted is paid once."""
    basis = law.basis("acceptance.accept").label
    if delivery is None or not delivery["accepted_baht"]:
        return Refusal("NOTHING_ACCEPTED", _("ใบส่งของนี้ยังไม่มีการตรวจรับ"), basis, _("ตรวจรับก่อนจ่าย"), field="note_number")
    if delivery["paid_on"] is not None:
        return Refusal("PAID_ALREADY", _("ใบส่งของนี้จ่ายเงินแล้ว"), basis, _("ตรวจทะเบียนคุมฎีกา"), field="note_number")
    return None


def not_cancellable(deliveries: Iterable[Row], law: LawOn) -> Refusal | None:
    """What was accepted must be paid, and what lies before the inspectors must be decided, before anybody cancels."""
    basis = law.basis(BASIS).label
    rows = list(deliveries)
    if any(row["accepted_baht"] for row in rows):
        remedy = _("ดำเนินการเบิกจ่ายงวดที่ตรวจรับ แล้วเลิกส่วนที่ยังไม่ส่งมอบเมื่อเลยกำหนด")
        return Refusal("ACCEPTED_ALREADY", _("มีงวดที่ตรวจรับแล้ว ยกเลิกทั้งเรื่องไม่ได้"), basis, remedy)
    return inspection_pending(rows, law)


def inspection_pending(deliveries: Iterable[Row], law: LawOn) -> Refusal | None:
    """What lies before the inspectors is decided before anything of the order is given up."""
    if all(row["accepted_baht"] is not None for row in deliveries):
        return None
    basis, remedy = law.basis(BASIS).label, _("ให้ผู้ตรวจรับพิจารณาใบส่งของนั้นก่อน")
    return Refusal("INSPECTION_PENDING", _("มีการส่งมอบที่รอตรวจรับ ยกเลิกไม่ได้"), basis, remedy)
