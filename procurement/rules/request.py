"""What must hold of the need, its money, its specification and the report."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _

from disbursement.models import BudgetLine
from procurement.models.purchase import PREFERRED_SOURCES, PriceSource, PurchaseKind
from workflows.act import LawOn
from workflows.calendar import fiscal_year
from workflows.dates import short_date
from workflows.law import Basis, practice
from workflows.models import Unit
from workflows.refusal import Kind, Refusal
from workflows.thai import baht

SATANG = Decimal("0.01")
ONE_PURCHASE = practice("เรื่องหนึ่งมีการซื้อหรือจ้างครั้งเดียว เงินที่จองไว้ในเรื่องเป็นของการซื้อหรือจ้างนั้น")


def line_baht(quantity: Decimal, unit_price_baht: Decimal) -> Decimal:
    """Rounded half up to the satang, line by line, as the vendor's invoice and the printed order do."""
    return (quantity * unit_price_baht).quantize(SATANG, ROUND_HALF_UP)


def lines_total_baht(lines: Iterable[Mapping[str, Any]]) -> Decimal:
    """What all the lines come to."""
    return sum((line_baht(row["quantity"], row["unit_price_baht"]) for row in lines), Decimal(0))


def case_taken(is_taken: bool) -> Refusal | None:
    """What a case holds of the budget belongs to its one purchase: a second would give back the first one's money."""
    if not is_taken:
        return None
    return Refusal("CASE_TAKEN", _("เรื่องนี้มีการซื้อหรือจ้างอยู่แล้ว"), ONE_PURCHASE.label, _("เปิดเป็นเรื่องใหม่"), Kind.CONFLICT)


def nothing_to_buy(amount_baht: Decimal, law: LawOn) -> Refusal | None:
    """A line may cost nothing, a purchase may not."""
    if amount_baht > 0:
        return None
    basis = law.basis("procurement.report").label
    return Refusal("NOTHING_TO_BUY", _("วงเงินรวมเป็นศูนย์บาท"), basis, _("ใส่ราคาต่อหน่วยโดยประมาณ"), field="lines")


def needed_in_the_past(needed_by: date, acted_on: date, law: LawOn) -> Refusal | None:
    """What was needed before it is asked for was bought already, or is not needed."""
    if needed_by >= acted_on:
        return None
    sentence = _("วันที่ต้องใช้ %(day)s ก่อนวันที่ขอ %(asked)s") % {"day": short_date(needed_by), "asked": short_date(acted_on)}
    remedy = _("ใส่วันที่ตั้งแต่ %(asked)s เป็นต้นไป") % {"asked": short_date(acted_on)}
    return Refusal("DATES_OUT_OF_ORDER", sentence, law.basis("procurement.report").label, remedy, field="needed_by")


def over_specific_method_limit(amount_baht: Decimal, law: LawOn) -> Refusal | None:
    """วิธีเฉพาะเจาะจง by amount ends at the ceiling of the ministerial regulation; at the ceiling it still holds."""
    ceiling = law.value("procurement.specific_method_ceiling_baht")
    if amount_baht <= ceiling.value:
        return None
    sentence = _("วงเงิน %(amount)s บาท เกินวงเงินของวิธีเฉพาะเจาะจง %(ceiling)s บาท") % {
        "amount": baht(amount_baht), "ceiling": baht(ceiling.value),
    }  # fmt: skip
    remedy = _(
        "ลดวงเงินให้ไม่เกิน %(ceiling)s บาท หรือใช้วิธีประกาศเชิญชวนทั่วไป คัดเลือก หรือเฉพาะเจาะจงด้วยเหตุอื่น ซึ่งระบบนี้ยังไม่มีทางเดิน ห้ามแบ่งซื้อแบ่งจ้าง"
    ) % {"ceiling": baht(ceiling.value)}
    return Refusal("OVER_SPECIFIC_METHOD_LIMIT", sentence, ceiling.label, remedy, field="lines")


def road_missing(road: str, law: LawOn) -> Refusal | None:
    """What has no road here is refused by its name, never squeezed through."""
    if road == "order":
        return None
    basis = law.basis(f"procurement.no_road.{road}")
    return Refusal("NO_ROAD", basis.sentence, basis.label, _("ทำเรื่องนี้นอกระบบไปก่อนตามระเบียบ"), field="road")


def line_of_another_unit(line: BudgetLine, unit: Unit | None, owner: Basis) -> Refusal | None:
    """The unit that asks is the unit whose money it is."""
    if unit is not None and line.unit_id == unit.pk:
        return None
    sentence = _("%(line)s เป็นงบประมาณของ%(owner)s ไม่ใช่ของหน่วยงานที่ขอ") % {"line": line.name, "owner": line.unit.name}
    return Refusal("LINE_OF_ANOTHER_UNIT", sentence, owner.label, _("เลือกรายการของหน่วยงานที่ขอ หรือส่งคืนคำขอ"), field="budget_line")


def closed_year(line_year: int, ordered_on: date, law: LawOn) -> Refusal | None:
    """Money is reserved and ordered with in its own fiscal year."""
    if fiscal_year(ordered_on) == line_year:
        return None
    basis = law.basis("procurement.no_road.closed_year")
    return Refusal(
        "CLOSED_FISCAL_YEAR", basis.sentence, basis.label, _("ใช้รายการงบประมาณของปีนี้ ถ้าจองเงินของปีอื่นไว้แล้ว เลิกเรื่องนี้แล้วขอใหม่")
    )


def stands_alone(source: str, kind: str) -> bool:
    """Whether a source of the reference price needs no reason. That of works is computed by rule, so any other one says why (B6)."""
    return source == PriceSource.COMPUTED or (kind != PurchaseKind.WORKS and source in PREFERRED_SOURCES)


def weaker_price_source(source: str, reason: str, kind: str, law: LawOn) -> Refusal | None:
    """A market survey or a last price only where no better source exists, and it must be said why."""
    if stands_alone(source, kind) or reason.strip():
        return None
    basis = law.basis("procurement.reference_price")
    sentence = _("ใช้ “%(source)s” ได้เมื่อไม่มีราคาตามลำดับก่อนหน้า ต้องบอกว่าไม่มีเพราะเหตุใด") % {"source": PriceSource(source).label}
    remedy = _("เขียนเหตุที่ไม่คำนวณราคากลางงานก่อสร้างตาม (1)") if kind == PurchaseKind.WORKS else _("เขียนเหตุที่ไม่มีราคาตาม (1) ถึง (3)")
    return Refusal("PRICE_SOURCE_ORDER", sentence, basis.label, remedy, field="price_source_reason")


def missing_report_items(report: Mapping[str, Any], law: LawOn) -> Iterable[Refusal]:
    """The eight items of ข้อ 22; the short report of its last paragraph needs fewer."""
    basis = law.basis("procurement.report").label
    needed = {"method_reason": _("วิธีที่จะซื้อหรือจ้างและเหตุผล"), "criteria": _("หลักเกณฑ์การพิจารณา"), "delivery_days": _("กำหนดเวลา")}
    for field, label in needed.items():
        if not report[field]:
            yield Refusal(
                "REPORT_ITEM_MISSING",
                _("รายงานขาด “%(item)s”") % {"item": label},
                basis,
                _("กรอก “%(item)s”") % {"item": label},
                field=field,
            )


def short_report_too_large(amount_baht: Decimal, law: LawOn) -> Refusal | None:
    """The short report is for purchases so small that no written agreement is needed; that of an urgent one has no road here."""
    ceiling = law.value("procurement.order_without_contract_ceiling_baht")
    if amount_baht <= ceiling.value:
        return None
    sentence = _("รายงานเฉพาะรายการที่จำเป็นใช้ได้เมื่อวงเงินไม่เกิน %(ceiling)s บาท ส่วนการใช้ด้วยเหตุเร่งด่วน ระบบนี้ยังไม่มีทางเดิน") % {
        "ceiling": baht(ceiling.value),
    }  # fmt: skip
    basis = law.basis("procurement.short_report").label
    return Refusal("SHORT_REPORT_CEILING", sentence, basis, _("ทำรายงานครบแปดรายการ"), field="is_short_report")
