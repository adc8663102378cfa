"""ทะเบียนค่าที่หน่วยงานกำหนด: settings that the law leaves open, values that await confirmation, special days, papers."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

from django import forms
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from workflows import law
from workflows.act import Act
from workflows.attachments import store
from workflows.choices import CHOICES
from workflows.emblem import EmblemFile
from workflows.fields import DayInput
from workflows.kept import Kept, as_told
from workflows.models import CentralOutage, LawValue, Organization, PaperFigures, SpecialDay
from workflows.procedure import procedure
from workflows.refusal import Refusal
from workflows.registers.asks import AChoice, ALawValue, AnAnswer, Day, Reason
from workflows.registers.outages import Outages
from workflows.registers.register import KEEPING, State, already
from workflows.roles import Role
from workflows.step import SYSTEM, step

FOUNDED = ("name", "short_name", "address", "tax_id", "is_practice", "central_from", "emblem", "paper_figures")


def no_emblem(register: Any, act: Act) -> Refusal | None:
    if act.organization.emblem:
        return None
    return Refusal("NO_EMBLEM", text("ยังไม่มีตราบนเอกสาร"), remedy=text("ใส่ตราก่อน"))


def of_office(said: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What a note says of the office itself, by the columns of its row; any other note as it is."""
    if founded := said.get("founded"):
        facts = {**founded, **{f"settings {choice}": value for choice, value in founded["settings"].items()}}
        yield {"office": "", **{name: as_told(value) for name, value in facts.items() if name != "settings"}}
    elif "choice" in said:
        yield {"office": "", f"settings {said['choice']}": said["value"]}
    elif said.get("step") == "set_practice_day":
        yield {"office": "", "practice_today": said["day"], "is_practice": "True"}
    elif "emblem" in said:
        yield {"office": "", "emblem": said["emblem"] or ""}
    else:
        yield {**said, **({"office": ""} if said.keys() & {"central_from", "paper_figures"} else {})}


@procedure
class OfficeRegister(Outages):
    """What an office sets for itself."""

    class Procedure:
        code = "office_register"
        title = _("ทะเบียนค่าที่หน่วยงานกำหนด")
        ends = (State.OPEN,)
        content = ("change",)
        keeps = {
            "office": Kept(
                Organization, ("name", "short_name", "address", "tax_id", "is_practice", "practice_today", "settings", "central_from", "emblem", "paper_figures"),
                is_all_told=False,
            ),
            "law_key": Kept(LawValue, ("value",), by={"law_key": "key", "in_force_from": "in_force_from"}),
            "is_holiday": Kept(SpecialDay, ("is_holiday", "name"), by={"day": "day"}),
            "system": Kept(CentralOutage, ("ends_on", "told"), by={"system": "system", "starts_on": "starts_on"}),
        }  # fmt: skip
        spread = of_office

    def founded(self, act: Act) -> dict[str, Any]:
        """The office as it was founded, with every choice that it may make; what it has not chosen yet is none."""
        office = act.organization
        facts = {name: getattr(office, name) for name in FOUNDED}
        return {"founded": {**facts, "settings": {**dict.fromkeys(CHOICES), **office.settings}}}

    @step(label=_("ยืนยันหรือแก้ค่าตามระเบียบ"), basis=KEEPING, by=Role.FINANCE_DIRECTOR, source=State.OPEN, signs=True)
    def set_law_value(
        self, act: Act, *,
        law_key: ALawValue,
        in_force_from: Annotated[date, DayInput(label=_("ใช้ตั้งแต่วันที่"))],
        value: Annotated[str, forms.CharField(label=_("ค่า"), max_length=40)], reason: Reason,
    ) -> None:  # fmt: skip
        """Confirm an unconfirmed value, or set another, with the reason for it."""
        try:
            law.fitting(law_key, value)
        except ValueError as error:
            act.refuse(Refusal("VALUE_DOES_NOT_FIT", str(error), remedy=text("แก้ค่าให้ตรงหน่วย"), field="value"))
            return
        if LawValue.objects.filter(organization=act.organization, key=law_key, in_force_from=in_force_from).exists():
            act.refuse(already("VALUE_SET_THAT_DAY", text("หน่วยงานกำหนดค่านี้ตั้งแต่วันนั้นไว้แล้ว"), "in_force_from"))
            return
        act.make(LawValue, key=law_key, in_force_from=in_force_from, value=value, reason=reason)
        self.note(act, law_key=law_key, in_force_from=in_force_from, value=value)
        act.raised_grants()

    @step(label=_("กำหนดวันหยุดราชการเพิ่มเติม"), basis=KEEPING, by=Role.PERMANENT_SECRETARY, source=State.OPEN)
    def set_special_day(
        self, act: Act, *,
        day: Day, is_holiday: Annotated[bool, forms.BooleanField(label=_("เป็นวันหยุด"), required=False)],
        name: Annotated[str, forms.CharField(label=_("ชื่อวัน"), max_length=200)],
    ) -> None:  # fmt: skip
        """A day that the cabinet makes a holiday, or a working day. Said again of the same day, it takes the place of what was said before."""
        facts = {"is_holiday": is_holiday, "name": name}
        act.tell_rows(SpecialDay.objects.update_or_create(organization=act.organization, day=day, defaults=facts)[0])
        self.note(act, day=day, is_holiday=is_holiday, name=name)
        act.raised_grants()

    @step(label=_("กำหนดทางเลือกของหน่วยงาน"), basis=KEEPING, by=Role.CHIEF_EXECUTIVE, source=State.OPEN, signs=True)
    def set_choice(
        self, act: Act, *,
        choice: AChoice, value: AnAnswer,
    ) -> None:  # fmt: skip
        """One of the choices that the regulations leave to the office, such as who signs orders."""
        if value not in CHOICES[choice].answers():
            words = text("“%(answer)s” ไม่ใช่คำตอบของทางเลือกนี้") % {"answer": value}
            act.refuse(Refusal("NOT_AN_ANSWER", words, remedy=text("เลือกคำตอบที่ขึ้นต้นด้วยชื่อทางเลือกนี้"), field="value"))
            return
        settings = {**act.organization.settings, choice: value}
        Organization.objects.filter(pk=act.organization.pk).update(settings=settings)
        self.note(act, choice=choice, value=value)
        act.raised_grants()

    @step(label=_("ใส่ตราบนเอกสาร"), basis=KEEPING, by=Role.FINANCE_DIRECTOR, source=State.OPEN)
    def set_emblem(self, act: Act, *, picture: Annotated[Any, EmblemFile(label=_("ภาพตรา (PNG, JPEG)"))]) -> None:
        """The emblem at the head of the office's letters, from the next print on."""
        store(picture)
        Organization.objects.filter(pk=act.organization.pk).update(emblem=picture.digest)
        self.note(act, emblem=picture.digest)

    @step(label=_("ถอนตราออกจากเอกสาร"), basis=KEEPING, by=Role.FINANCE_DIRECTOR, source=State.OPEN, needs=(no_emblem,))
    def remove_emblem(self, act: Act) -> None:
        """Papers show the emblem's place again."""
        Organization.objects.filter(pk=act.organization.pk).update(emblem="")
        self.note(act, emblem=None)

    @step(label=_("กำหนดตัวเลขบนเอกสาร"), basis=KEEPING, by=Role.FINANCE_DIRECTOR, source=State.OPEN)
    def set_paper_figures(
        self, act: Act, *,
        figures: Annotated[str, forms.ChoiceField(label=_("ตัวเลขบนเอกสาร"), choices=PaperFigures.choices)],
    ) -> None:  # fmt: skip
        """Thai or Arabic digits; codes and fingerprints stay as they are typed."""
        Organization.objects.filter(pk=act.organization.pk).update(paper_figures=figures)
        self.note(act, paper_figures=figures)

    @step(label=_("ตั้งวันของการฝึกซ้อม"), basis=KEEPING, by=SYSTEM, source=State.OPEN)
    def set_practice_day(self, act: Act, *, day: Annotated[date | None, DayInput(label=_("วันที่"), required=False)]) -> None:
        """The clock of an organization that practises, or no day to let it run with the world's; the database's own never follows."""
        if not act.organization.is_practice:
            act.refuse(Refusal("NOT_PRACTICE", text("หน่วยงานนี้ไม่ใช่หน่วยงานฝึกซ้อม"), remedy=text("ใช้หน่วยงานฝึกซ้อม")))
            return
        Organization.objects.filter(pk=act.organization.pk).update(practice_today=day)
        self.note(act, day=day)
