"""ข้อ 20 and what auditors look for: purchases that look like parts of one, and the same vendor again and again. Told, never refused.

Whether one need was split is a judgement over several cases, so whoever decides sees them and goes on as he judges.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from workflows.act import LawOn
from workflows.refusal import Refusal
from workflows.thai import baht

CEILING, WINDOW = "procurement.specific_method_ceiling_baht", "procurement.splitting_window_calendar_days"
LAST, OFTEN = "procurement.same_vendor_of_last_times", "procurement.same_vendor_times"


@dataclass(frozen=True)
class Near:
    """Another purchase: the key of its case, its number and title, its amount in baht, and who sells, where that is known."""

    case: Any
    named: str
    amount_baht: Decimal
    vendor: Any = None


def split(amount_baht: Decimal, others: Sequence[Near], law: LawOn) -> Refusal | None:
    """Nothing at the ceiling, something above it."""
    ceiling, window = law.value(CEILING), law.value(WINDOW)
    total = amount_baht + sum((other.amount_baht for other in others), Decimal(0))
    if not others or total <= ceiling.value:
        return None
    facts = {"count": len(others), "days": window.value, "total": baht(total), "ceiling": baht(ceiling.value)}
    sentence = _(
        "ในช่วง %(days)s วันมีการซื้อหรือจ้างประเภทเดียวกัน ใช้งบประมาณรายการเดียวกันหรือผู้ขายรายเดียวกันอีก %(count)s เรื่อง "
        "รวมกับเรื่องนี้ %(total)s บาท เกินวงเงินวิธีเฉพาะเจาะจง %(ceiling)s บาท"
    )
    remedy = _("เปิดดูเรื่องเหล่านั้น ถ้าเป็นความต้องการเดียวกันให้รวมเป็นครั้งเดียวโดยวิธีอื่น ถ้าไม่ใช่ ดำเนินการต่อได้")
    basis = law.basis("procurement.no_splitting").label
    return Refusal("MIGHT_BE_SPLIT", sentence % facts, basis, remedy, speaks_of=links(others), only_told=True)


def again(vendor: Any, last: Sequence[Near], law: LawOn) -> Refusal | None:
    """`last` are the last purchases of the kind that were won."""
    won, often = [one for one in last if one.vendor == vendor], law.value(OFTEN)
    if vendor is None or len(won) < often.value:
        return None
    facts = {"won": len(won), "last": len(last)}
    sentence = _("ผู้ขายรายนี้ได้รับเลือก %(won)s ใน %(last)s ครั้งหลังสุดของประเภทเดียวกัน") % facts
    remedy = _("ดูว่ามีผู้ขายรายอื่นที่สืบราคาได้หรือไม่ และผู้ขายรายนี้ส่งมอบไหวหรือไม่ แล้วดำเนินการต่อได้")
    return Refusal("SAME_VENDOR_AGAIN", sentence, often.label, remedy, speaks_of=links(won), only_told=True)


def links(others: Iterable[Near]) -> tuple[tuple[str, str], ...]:
    told = _("%(case)s · %(amount)s บาท")
    return tuple((str(other.case), told % {"case": other.named, "amount": baht(other.amount_baht)}) for other in others)
