"""ข้อ 27, มาตรา 13: what the office's own register of parties knows of an interest is asked anew whenever somebody takes part.

A member may have declared in good faith, or not, and the register names him afterwards: what he said before signs nothing since.
"""

from typing import Any

from django.utils.translation import gettext as _

from committees.acceptance import seats
from committees.acceptance.states import State
from workflows.act import Act
from workflows.refusal import Kind, Refusal

BASIS = "committee.conflict_of_interest"


def own_interest_known(acceptance: Any, act: Act) -> Refusal | None:
    """Who stands behind the vendor in the register takes no part in its acceptance (M6). Never waivable."""
    if act.person is None or acceptance.party.officer_id != act.person.pk:
        return None
    sentence = _("ทะเบียนคู่ค้าระบุว่าผู้ขายรายนี้คือคุณ หรือเป็นของคุณ คุณจึงร่วมตรวจรับไม่ได้")
    remedy = _("ลาออกเพราะมีส่วนได้เสีย แล้วรายงานนายกเพื่อแต่งตั้งแทน")
    return Refusal("INTEREST_KNOWN", sentence, act.law.basis(BASIS).label, remedy, Kind.GATE)


def decides_of_own(acceptance: Any, act: Act) -> Refusal | None:
    """Nor does he rule on it, supervise it, take it over or pass on what was found: each of them carries the purchase out (มาตรา 13)."""
    if act.person is None or acceptance.party.officer_id != act.person.pk:
        return None
    sentence = _("ทะเบียนคู่ค้าระบุว่าผู้ขายรายนี้คือคุณ หรือเป็นของคุณ คุณจึงสั่งการหรือรับรองการส่งมอบนี้ไม่ได้")
    remedy = _("ให้ผู้มีคำสั่งทำแทนเป็นผู้ทำ ผู้ควบคุมงานให้นายกเปลี่ยนตัว")
    return Refusal("VENDOR_IS_YOURS", sentence, act.law.basis("procurement.conflict_of_interest").label, remedy, Kind.GATE)


def member_interest_known(acceptance: Any, act: Act) -> Refusal | None:
    """Nothing is decided on the voice of a member whom the register names: he is replaced first, though he has signed already."""
    party = acceptance.party
    attending = seats.attending(act.evidence.rows, acceptance.absent)
    if party.officer_id is None or act.person is None or party.officer_id == act.person.pk or party.officer_id.hex not in attending:
        return None
    sentence = _("ทะเบียนคู่ค้าระบุว่าผู้ขายรายนี้คือ%(name)s หรือเป็นของ%(name)s ซึ่งเป็นผู้ตรวจรับชุดนี้") % {"name": party.officer.full_name}
    remedy = _("ขอให้นายกแต่งตั้งผู้ตรวจรับแทนก่อน ความเห็นของผู้อื่นคงอยู่")
    if acceptance.state == State.DISSENTED:
        remedy = _("สั่งให้ตรวจใหม่ แล้วแต่งตั้งผู้ตรวจรับแทน")
    return Refusal("MEMBER_INTEREST_KNOWN", sentence, act.law.basis(BASIS).label, remedy, Kind.GATE)
