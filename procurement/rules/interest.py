"""มาตรา 13 (M6): what the office's own register of parties knows of who stands behind a vendor."""

from typing import Any

from django.utils.translation import gettext as _

from workflows.act import Act
from workflows.models import Party
from workflows.refusal import Kind, Refusal

BASIS = "procurement.conflict_of_interest"


def buys_from_himself(purchase: Any, act: Act) -> Refusal | None:
    """Whom the register names behind the vendor takes no step of this purchase, though he declared nothing. Never waivable."""
    return vendor_is_yours(purchase.vendor, act)


def vendor_is_yours(vendor: Party | None, act: Act) -> Refusal | None:
    if vendor is None or act.person is None or vendor.officer_id != act.person.pk:
        return None
    sentence = _("ทะเบียนคู่ค้าระบุว่าผู้ขายรายนี้คือคุณ หรือเป็นของคุณ คุณจึงดำเนินการซื้อหรือจ้างจากผู้ขายรายนี้ไม่ได้")
    remedy = _("ให้ผู้มีคำสั่งทำแทนเป็นผู้ทำ หรือส่งคืนเพื่อเลือกผู้ขายรายอื่น")
    return Refusal("VENDOR_IS_YOURS", sentence, act.law.basis(BASIS).label, remedy, Kind.GATE)
