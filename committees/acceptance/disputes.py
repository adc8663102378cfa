"""ข้อ 175 (7), 176 (7): what a dissent disputes, in quantities and baht, and what each ruling on it would cause."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from committees import fines
from committees.acceptance import seats
from committees.models import AcceptanceKind, InspectionLine, SeatName
from workflows.act import LawOn
from workflows.evidence import as_python
from workflows.ids import as_ids
from workflows.models import User
from workflows.office import office_of
from workflows.pages import Cell, Column, Table
from workflows.thai import baht, plain

Lines = Sequence[Mapping[str, Any]]

RULED = {
    "rule_to_accept": gettext_lazy("สั่งให้รับพัสดุไว้"),
    "rule_to_accept_undisputed": gettext_lazy("สั่งให้รับเฉพาะส่วนที่ไม่มีข้อโต้แย้ง"),
    "rule_to_reject": gettext_lazy("สั่งไม่รับ"),
    "order_reinspection": gettext_lazy("สั่งให้ตรวจใหม่"),
}


def disputed(lines: Lines, rows: seats.Rows, findings_number: int, absent: Sequence[str]) -> dict[int, Decimal]:
    """Position → the most that anybody who attends disputes of it; a dissent that names nothing disputes all that was found right."""
    voices = seats.attending(rows, absent)
    given = seats.opinions(rows, findings_number)
    dissents = [row for person, row in given.items() if person in voices and not row["accepts"]]
    found = {}
    for line in lines:
        doubts = [
            Decimal(dict(row["disputed"]).get(line["position"], "0")) if row["disputed"] else line["accepted_quantity"]
            for row in dissents
        ]
        found[line["position"]] = max(doubts, default=Decimal(0))
    return found


def typed(rows: seats.Rows) -> list[dict[str, Any]]:
    return [as_python(InspectionLine, row) for row in rows["lines"]]


def names_of(rows: seats.Rows) -> dict[str, str]:
    """Everybody who has or had a seat, by id as the rows write it."""
    people = {row["person_id"] for row in rows["seats"]}
    return {user.pk.hex: user.full_name for user in User.objects.filter(pk__in=as_ids(people))}


def tables(acceptance: Any, rows: seats.Rows, ruling: str, names: Mapping[str, str]) -> tuple[Table, ...]:
    """What the head reads before he rules: every opinion, every line with what is disputed of it, and what comes of each ruling.
    Before a ruling is chosen this last is what he compares: it stands first, and the others are opened on demand."""
    lines = typed(rows)
    doubts = disputed(lines, rows, acceptance.findings_number, acceptance.absent)
    beneath = opinions_table(acceptance, rows, names), lines_table(lines, doubts)
    effects = effects_table(acceptance, lines, doubts, ruling)
    return (*beneath, effects) if ruling else (effects, *map(folded, beneath))


def folded(table: Table) -> Table:
    count = len(table.rows)
    return replace(table, summary=ngettext("%(count)s รายการ", "%(count)s รายการ", count) % {"count": count}, is_open=False)


def opinions_table(acceptance: Any, rows: seats.Rows, names: Mapping[str, str]) -> Table:
    sitting, given = seats.sitting(rows), seats.opinions(rows, acceptance.findings_number)
    told = []
    for row in sitting:
        opinion = given.get(row["person_id"])
        if opinion is None:
            says = Cell(_("ไม่มา"))
        else:
            says = Cell(_("เห็นชอบ"), tone="ok") if opinion["accepts"] else Cell(_("เห็นแย้ง"), tone="late")
        told.append((names[row["person_id"]], str(SeatName(row["seat"]).label), says, (opinion or {}).get("reason") or "–"))
    columns = (Column(_("ผู้ตรวจรับ")), Column(_("หน้าที่")), Column(_("ความเห็น")), Column(_("เหตุผล")))
    return Table(columns, tuple(told), _("ความเห็นของผู้ตรวจรับแต่ละคน"))


def money(line: Mapping[str, Any], quantity: Decimal) -> Decimal:
    """A part of a line in baht with VAT, to the satang."""
    return Decimal(quantity * line["unit_price_baht"]).quantize(fines.SATANG, ROUND_HALF_UP)


def lines_table(lines: Lines, doubts: Mapping[int, Decimal]) -> Table:
    told = []
    for line in lines:
        doubt = doubts[line["position"]]
        told.append(
            (
                line["item"], line["unit_name"], plain(line["delivered_quantity"]), plain(line["accepted_quantity"]), plain(doubt),
                baht(line["unit_price_baht"]), baht(money(line, doubt)),
            )
        )  # fmt: skip
    columns = (
        Column(_("รายการ")), Column(_("หน่วย")), Column(_("ส่งมอบ"), True), Column(_("ผลการตรวจให้รับ"), True), Column(_("โต้แย้ง"), True),
        Column(_("ราคาต่อหน่วย (บาท)"), True), Column(_("เงินที่โต้แย้ง (บาท)"), True),
    )  # fmt: skip
    return Table(columns, tuple(told), _("ส่วนที่โต้แย้ง"))


@dataclass(frozen=True)
class Effect:
    """What a ruling would cause: what is paid before the fine is kept back, what goes back, and the fine of what is paid."""

    ruling: str
    paid_baht: Decimal
    returned: str
    fine: str


def effects_table(acceptance: Any, lines: Lines, doubts: Mapping[int, Decimal], ruling: str) -> Table:
    rows = tuple(
        (
            Cell(str(RULED[effect.ruling]), note=_("ที่กำลังจะสั่ง") if effect.ruling == ruling else ""),
            baht(effect.paid_baht), effect.returned, effect.fine,
        )
        for effect in effects(acceptance, lines, doubts)
    )  # fmt: skip
    columns = (Column(_("คำสั่ง")), Column(_("จ่าย (บาท)"), True), Column(_("ไม่รับ ส่งคืนผู้ขาย")), Column(_("ค่าปรับ")))
    return Table(columns, rows, _("ผลของแต่ละคำสั่ง"))


def effects(acceptance: Any, lines: Lines, doubts: Mapping[int, Decimal]) -> Iterator[Effect]:
    found = {line["position"]: line["accepted_quantity"] for line in lines}
    undisputed = {position: right - doubts[position] for position, right in found.items()}
    for ruling, right in (("rule_to_accept", found), ("rule_to_accept_undisputed", undisputed)):
        yield accepting(acceptance, ruling, [{**line, "accepted_quantity": right[line["position"]]} for line in lines])
    none = [{**line, "accepted_quantity": Decimal(0)} for line in lines]
    yield Effect("rule_to_reject", fines.ZERO, returned(none), running_on(acceptance))
    yield Effect("order_reinspection", fines.ZERO, _("ยังไม่คืน รอผลการตรวจใหม่"), _("ยังไม่คิด รอผลการตรวจใหม่"))


def accepting(acceptance: Any, ruling: str, lines: Lines) -> Effect:
    """A ruling that accepts these lines; nothing is decided of what cannot be ruled so."""
    is_split = acceptance.kind == AcceptanceKind.WORKS and any(
        0 < line["accepted_quantity"] < line["delivered_quantity"] for line in lines
    )
    if is_split or not fines.accepts_something(lines):
        why = _("สั่งไม่ได้ งานของงวดรับทั้งหมดหรือไม่รับ") if is_split else _("สั่งไม่ได้ ไม่มีส่วนที่รับได้")
        return Effect(ruling, fines.ZERO, why, "–")
    paid_baht = fines.accepted_baht(lines, acceptance.delivery_amount_baht)
    terms = acceptance.fine_terms(law_of(acceptance))
    fine_baht = fines.fine_baht(terms, paid_baht, acceptance.delivered_on)
    return Effect(ruling, paid_baht, returned(lines), fine_words(acceptance, fine_baht) if fine_baht else _("ไม่มี ส่งมอบภายในกำหนด"))


def returned(lines: Lines) -> str:
    """What is not accepted, line by line."""
    back = [(line, line["delivered_quantity"] - line["accepted_quantity"]) for line in lines]
    facts = [{"item": line["item"], "quantity": plain(quantity), "unit": line["unit_name"]} for line, quantity in back if quantity]
    return ", ".join(_("%(item)s %(quantity)s %(unit)s") % one for one in facts) or _("ไม่มี")


def fine_words(acceptance: Any, fine_baht: Decimal) -> str:
    facts = {
        "fine": baht(fine_baht),
        "days": acceptance.late_days,
        "percent": acceptance.fine_percent_per_day,
        "base": base(acceptance),
    }
    return _("%(fine)s บาท (ล่าช้า %(days)s วัน ร้อยละ %(percent)s ต่อวันของ%(base)s)") % facts


def running_on(acceptance: Any) -> str:
    """Nothing is accepted, so nothing is fined yet; the fine goes on until it comes right."""
    facts = {"percent": acceptance.fine_percent_per_day, "base": base(acceptance)}
    return _("ยังไม่หัก นับต่อจากวันครบกำหนดจนส่งมอบถูกต้อง ร้อยละ %(percent)s ต่อวันของ%(base)s") % facts


def base(acceptance: Any) -> str:
    return _("ราคาทั้งใบสั่ง") if acceptance.fine_on_whole else _("ราคาส่วนที่ยังไม่ได้รับมอบ")


def law_of(acceptance: Any) -> LawOn:
    return LawOn(acceptance.law_date, office_of(acceptance.organization))
