"""The two steps of each entry: a number is typed once, and corrected with a reason. Neither ever stands in the way of another step."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Min
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from workflows import law
from workflows.act import Act
from workflows.central.entries import Entry
from workflows.dates import short_date
from workflows.failures import CONSTRAINT_REFUSALS
from workflows.fields import DayInput
from workflows.models import CentralNumber, Document, JournalEntry
from workflows.procedure import PROCEDURES, ToldBy
from workflows.refusal import Kind, Refusal
from workflows.step import Rule, step
from workflows.thai import arabic_digits, in_thai, same_number

ONE_DOCUMENT = law.practice("เลขที่ของระบบกลางหนึ่งเลขเป็นของเอกสารเดียว")

# No format of either system is vouched for: only what no number of an office could be is refused.
WRITTEN = re.compile(r"[0-9A-Za-z\u0e00-\u0e7f/().,\- ]*[0-9][0-9A-Za-z\u0e00-\u0e7f/().,\- ]*")
NUMBER_CHARACTERS_MAX = 40
CENTRAL = "central"  # the name of the rows in a procedure's evidence


class CentralNumberInput(forms.CharField):
    """A number as the system shows it, in Arabic digits."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=NUMBER_CHARACTERS_MAX, **options)

    def clean(self, value: Any) -> str:
        number = " ".join(arabic_digits(super().clean(value)).split())
        if number and not WRITTEN.fullmatch(number):
            raise ValidationError(text("เลขที่มีได้เฉพาะตัวอักษร ตัวเลข และ / . , ( ) - โดยต้องมีตัวเลขอย่างน้อยหนึ่งตัว"))
        return number


EnteredOn = Annotated[date, DayInput(label=_("วันที่ลงในระบบ"))]
Reason = Annotated[str, forms.CharField(label=_("เหตุผลที่แก้"), widget=forms.Textarea)]
# What stood when the person read it: a number is no content, so that no version of the document tells that it has been corrected since.
NumberRead = Annotated[str, CentralNumberInput(label=_("เลขที่ที่อ่านก่อนแก้"), widget=forms.HiddenInput)]
EnteredOnRead = Annotated[date, DayInput(label=_("วันที่ลงในระบบที่อ่านก่อนแก้"), widget=forms.HiddenInput)]


def standing(entry: Entry, rows: Any) -> dict[str, Any] | None:
    """The number that the document bears already, as its evidence tells it."""
    return next((row for row in rows[CENTRAL] if row["entry"] == entry.code), None)


def entering(entry: Entry) -> Any:
    """The step that types the number. Put it into the procedure under `entry.step`."""

    def enter(
        self: Any, act: Act, *, system_number: Annotated[str, CentralNumberInput(label=entry.label)], entered_on: EnteredOn
    ) -> None:
        """The number that the system gave, and the day on which the matter was typed into it."""
        act.refuse(*unfit(entry, self, act, system_number, entered_on))
        if act.refusals:
            return
        act.add(
            self,
            CentralNumber,
            [{"organization": act.organization, "entry": entry.code, **written(entry, act, system_number, entered_on)}],
        )
        act.tell(entry=entry.code, number=system_number, entered_on=entered_on)

    enter.__name__ = entry.step
    return step(label=entry.entering, basis=entry.basis, by=entry.by, source=entry.states, beside=True, needs=(not_yet(entry),))(
        enter
    )


def correcting(entry: Entry) -> Any:
    """The step that puts a wrong number right. Put it into the procedure under `entry.correction`."""

    def correct(
        self: Any, act: Act, *,
        system_number: Annotated[str, CentralNumberInput(label=entry.label)], entered_on: EnteredOn, reason: Reason,
        number_before: NumberRead, entered_on_before: EnteredOnRead,
    ) -> None:  # fmt: skip
        """What was typed before stays in the trail."""
        before = standing(entry, act.evidence.rows)
        assert before is not None, "asked by the rule of the step"
        act.refuse(corrected_since(entry, before, act, number_before, entered_on_before))
        act.refuse(*unfit(entry, self, act, system_number, entered_on))
        if act.refusals:
            return
        act.change(CentralNumber, before["id"], **written(entry, act, system_number, entered_on))
        act.tell(
            entry=entry.code,
            number=system_number,
            entered_on=entered_on,
            number_before=before["number"],
            entered_on_before=before["entered_on"],
        )

    correct.__name__ = entry.correction
    return step(label=entry.correcting, basis=entry.basis, by=entry.by, source=entry.states, beside=True, needs=(already(entry),))(
        correct
    )


def told_by(*entries: Entry) -> ToldBy:
    """How numbers are known whose entries tell no row; a correction takes the place of what was typed before."""
    return ToldBy({step: {} for entry in entries for step in (entry.step, entry.correction)}, who="typed_by_id", anew="entry")


def written(entry: Entry, act: Act, number: str, entered_on: date) -> dict[str, Any]:
    return {
        "series": entry.series, "known_as": same_number(number), "name": in_thai(entry.name), "number": number, "entered_on": entered_on,
        "typed_by": act.person,
    }  # fmt: skip


def not_yet(entry: Entry) -> Rule:
    """A number is typed once."""

    def rule(document: Any, act: Act) -> Refusal | None:
        row = standing(entry, act.evidence.rows)
        if row is None:
            return None
        sentence = text("ลงไว้แล้วเป็นเลขที่ %(number)s") % {"number": row["number"]}
        return Refusal(
            "CENTRAL_NUMBER_STANDS", sentence, act.law.basis(entry.basis).label, text("แก้เลขที่ลงไว้พร้อมเหตุผล"), field="system_number"
        )

    return rule


def already(entry: Entry) -> Rule:
    """Nothing can be put right that was never typed."""

    def rule(document: Any, act: Act) -> Refusal | None:
        if standing(entry, act.evidence.rows) is not None:
            return None
        return Refusal("NO_CENTRAL_NUMBER", text("ยังไม่ได้ลงเลขที่นี้"), act.law.basis(entry.basis).label, text("ลงเลขที่ก่อน"))

    return rule


def corrected_since(entry: Entry, row: Mapping[str, Any], act: Act, number: str, entered_on: date) -> Refusal | None:
    """Two people read one number, and both put it right: the second has not seen what the first made of it."""
    standing_on = date.fromisoformat(row["entered_on"])
    if (row["number"], standing_on) == (number, entered_on):
        return None
    facts = {
        "read": f"{number} ({short_date(entered_on)})",
        "now": f"{row['number']} ({short_date(standing_on)})",
    }
    sentence = text("เลขที่ถูกแก้หลังจากคุณเปิดอ่าน จาก %(read)s เป็น %(now)s") % facts
    remedy = text("ดูเลขที่ที่ลงไว้ล่าสุด ถ้ายังต้องแก้ ส่งอีกครั้งจากแบบฟอร์มเดิม ซึ่งสิ่งที่พิมพ์ไว้ยังอยู่")
    return Refusal("STALE_NUMBER", sentence, act.law.basis(entry.basis).label, remedy, Kind.CONFLICT)


def unfit(entry: Entry, document: Document, act: Act, number: str, entered_on: date) -> Iterator[Refusal | None]:
    """A day that cannot be, and a number that another document bears."""
    basis = act.law.basis(entry.basis).label
    due = due_since(entry, document)
    if entered_on > act.acted_on:
        sentence = text("วันที่ลงในระบบ %(day)s หลังวันที่บันทึก") % {"day": short_date(entered_on)}
        yield Refusal(
            "ENTERED_IN_FUTURE", sentence, basis, text("ใส่วันที่ไม่เกิน %(day)s") % {"day": short_date(act.acted_on)}, field="entered_on"
        )
    if due is not None and entered_on < due:
        facts = {"day": short_date(entered_on), "due": short_date(due)}
        sentence = text("วันที่ลงในระบบ %(day)s ก่อนวันที่ทำเรื่องนี้ คือ %(due)s") % facts
        yield Refusal("ENTERED_BEFORE_ACT", sentence, basis, text("ใส่วันที่ตั้งแต่ %(due)s") % facts, field="entered_on")
    others = CentralNumber.objects.filter(organization=act.organization, series=entry.series, known_as=same_number(number))
    other = others.exclude(document=document.pk, entry=entry.code).select_related("document__case").first()
    if other is not None:
        yield used(number, other, basis)


def due_since(entry: Entry, document: Document) -> date | None:
    """The day of the act after which the number was due."""
    acts = JournalEntry.objects.filter(document=document.pk, step__in=entry.bringing)
    first: date | None = acts.aggregate(first=Min("acted_on"))["first"]
    return first


def used(number: str, other: CentralNumber, basis: str) -> Refusal:
    """Refused with the document that bears the number."""
    facts = {
        "number": number,
        "document": f"{PROCEDURES[other.document.procedure].title} {other.document.number}".strip(),
        "case": other.document.case,
        "name": other.name,
    }
    sentence = text("เลขที่ %(number)s เป็น%(name)s ของ%(document)s เรื่อง %(case)s แล้ว") % facts
    return Refusal(
        "CENTRAL_NUMBER_USED", sentence, basis, text("ตรวจเลขที่ในระบบ หากเรื่องนั้นลงผิดให้แก้ที่เรื่องนั้นก่อน"), field="system_number"
    )


CONSTRAINT_REFUSALS["central_number_once"] = lambda: Refusal(
    "CENTRAL_NUMBER_USED", text("เลขที่นี้เพิ่งถูกลงไว้กับเอกสารอื่น"), ONE_DOCUMENT.label, text("ตรวจเลขที่ในระบบ"), field="system_number"
)
