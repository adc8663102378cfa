"""The body as the case page shows it: who has said what, and whose word is missing."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from committees.acceptance import disputes, seats
from committees.acceptance.states import State
from committees.models import InspectionLine, SeatName
from workflows.dates import short_date
from workflows.evidence import as_python
from workflows.ids import as_ids
from workflows.models import User
from workflows.pages import Matter, Seat
from workflows.thai import baht, plain

Says = tuple[str, str]  # the words, and their tone


def shown(acceptance: Any, rows: seats.Rows, person: User) -> Iterator[Seat]:
    """Each seat that somebody holds now, in the order of the appointment."""
    sitting = seats.sitting(rows)
    names = {user.pk.hex: user.full_name for user in User.objects.filter(pk__in=as_ids(seats.people(sitting)))}
    opinions = seats.opinions(rows, acceptance.findings_number)
    for row in sitting:
        says, tone = said(acceptance, row["person_id"], rows, opinions)
        yield Seat(names[row["person_id"]], str(SeatName(row["seat"]).label), says, tone, row["person_id"] == person.pk.hex)


def said(acceptance: Any, person: str, rows: seats.Rows, opinions: Mapping[str, seats.Row]) -> Says:
    """What one of them has said last."""
    if opinion := opinions.get(person):
        day = short_date(date.fromisoformat(opinion["given_on"]))
        return (_("เห็นชอบ %(day)s") % {"day": day}, "ok") if opinion["accepts"] else (_("เห็นแย้ง %(day)s") % {"day": day}, "late")
    if person in acceptance.absent:
        return _("ไม่มา"), ""
    if person in seats.interested(rows):
        return _("มีส่วนได้เสีย รอผู้แทน"), "late"
    if acceptance.state == State.DECLARING:
        return (_("ยังไม่แจ้งส่วนได้เสีย"), "soon") if person in seats.undeclared(rows) else (_("ไม่มีส่วนได้เสีย"), "ok")
    if acceptance.state == State.SIGNING:
        return _("ยังไม่ลงความเห็น"), "soon"
    return "", "soon" if person in seats.leads(rows) else ""


def matter(acceptance: Any, rows: seats.Rows) -> Matter:
    """How much of what came was found right, as the sentence that every member signs."""
    lines = [as_python(InspectionLine, row) for row in rows["lines"]]
    whole = tuple(line["accepted_quantity"] == line["delivered_quantity"] for line in lines)
    money = {"amount": baht(acceptance.amount_baht or 0)}
    if len(lines) == 1:
        (line,) = lines
        quantity = {"item": line["item"], "right": plain(line["accepted_quantity"]), "came": plain(line["delivered_quantity"])}
        facts = {**quantity, "unit": line["unit_name"], **money}
        sentence = _("ตรวจรับ%(item)s %(right)s จาก %(came)s %(unit)s เป็นเงิน %(amount)s บาท") % facts
    else:
        facts = {"right": sum(whole), "came": len(whole), **money}
        sentence = _("ตรวจรับครบ %(right)s จาก %(came)s รายการ เป็นเงิน %(amount)s บาท") % facts
    label = _("รายการที่รับครบ %(right)s จาก %(came)s รายการ") % {"right": sum(whole), "came": len(whole)}
    more = any(line["ordered_quantity"] > line["accepted_before_quantity"] + line["delivered_quantity"] for line in lines)
    return Matter(sentence, statement(acceptance, whole, more), whole if len(whole) > 1 else (), label)


RULINGS = {
    "rule_to_accept": gettext_lazy("สั่งให้รับ %(amount)s บาท ตามผลการตรวจ แม้มีผู้เห็นแย้ง %(count)s คน"),
    "rule_to_accept_undisputed": gettext_lazy("สั่งให้รับเฉพาะส่วนที่ผู้เห็นแย้ง %(count)s คนไม่ได้โต้แย้ง"),
    "rule_to_reject": gettext_lazy("สั่งไม่รับ ตามที่มีผู้เห็นแย้ง %(count)s คน"),
    "order_reinspection": gettext_lazy("สั่งให้ตรวจใหม่ เพราะมีผู้เห็นแย้ง %(count)s คน"),
}
UNRULED = gettext_lazy("มีผู้เห็นแย้ง %(count)s คน ผลการตรวจให้รับ %(amount)s บาท")


def ruled(acceptance: Any, rows: seats.Rows, ruling: str = "") -> Matter:
    """What the head rules on, in the dissenters' own words; before a ruling is chosen, the dissent alone."""
    names = disputes.names_of(rows)
    against = [row for row in seats.opinions(rows, acceptance.findings_number).values() if not row["accepts"]]
    said = [f"{names[row['person_id']]}: {row['reason']}" for row in against]
    facts = {"amount": baht(acceptance.amount_baht or 0), "count": len(against)}
    shown = disputes.tables(acceptance, rows, ruling, names)
    words = RULINGS[ruling] if ruling else UNRULED
    return Matter(str(words) % facts, "” “".join(said), is_of_money=ruling == "rule_to_accept", tables=shown)


OUTGOING = {
    "pass_rejection": gettext_lazy("รายงานว่าไม่รับสิ่งที่%(vendor)sส่งมอบวันที่ %(day)s ตามใบสั่งเลขที่ %(order)s"),
    "inform_vendor": gettext_lazy("แจ้ง%(vendor)sถึงส่วนที่ไม่รับหรือยังไม่ได้รับ ตามใบสั่งเลขที่ %(order)s"),
}


def outgoing(acceptance: Any, step: str) -> Matter:
    """What is signed where nothing is accepted by it: that something was not right or did not come."""
    day = short_date(acceptance.delivered_on)
    facts = {"vendor": acceptance.party.name, "order": acceptance.order_number, "day": day}
    return Matter(str(OUTGOING[step]) % facts, is_of_money=False)


def statement(acceptance: Any, whole: tuple[bool, ...], more: bool) -> str:
    """What the signature says; where `more` of the order is still to come, it calls nothing complete."""
    facts = {"order": acceptance.order_number, "vendor": acceptance.party.name}
    if all(whole) and more:
        return _("ข้าพเจ้าตรวจแล้ว เห็นว่าส่วนที่ส่งมอบครั้งนี้ถูกต้องตามใบสั่งเลขที่ %(order)s") % facts
    if all(whole):
        return _("ข้าพเจ้าตรวจแล้ว เห็นว่าถูกต้องครบถ้วนตามใบสั่งเลขที่ %(order)s") % facts
    return _("ข้าพเจ้าตรวจแล้ว เห็นว่าถูกต้องตามใบสั่งเลขที่ %(order)s เฉพาะส่วนที่รับ และให้แจ้ง%(vendor)sถึงส่วนที่ยังไม่รับ") % facts
