"""What the registers ask: fields with choices by name, shared by every register."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Annotated, Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from workflows import clock, law
from workflows.choices import CHOICES
from workflows.dates import short_date
from workflows.fields import DayInput
from workflows.forms import InOffice
from workflows.law_words import title_of
from workflows.models import ActingOrder, Document, Holding, Position, Unit, User
from workflows.procedure import PROCEDURES
from workflows.roles import Role
from workflows.separation import PAIRS
from workflows.step import Step
from workflows.thai import baht

Name = Annotated[str, forms.CharField(label=_("ชื่อและนามสกุล"), max_length=200)]
Day = Annotated[date, DayInput(label=_("วันที่"))]
StartsOn = Annotated[date, DayInput(label=_("ตั้งแต่วันที่"))]
EndsOn = Annotated[date, DayInput(label=_("ถึงวันที่"))]
OrderNumber = Annotated[str, forms.CharField(label=_("เลขที่คำสั่ง"), max_length=60)]
OrderedOn = Annotated[date, DayInput(label=_("คำสั่งลงวันที่"))]
Reason = Annotated[str, forms.CharField(label=_("เหตุผล"), widget=forms.Textarea)]
Roles = Annotated[list[str], forms.MultipleChoiceField(label=_("บทบาท"), choices=Role.choices, required=False)]


def post_of(position: Position) -> str:
    """A post with its unit: two units may have posts of one title."""
    return f"{position.title} · {position.unit.name}"


def holding_of(holding: Holding) -> str:
    since = text("ตั้งแต่ %(day)s") % {"day": short_date(holding.starts_on)}
    return f"{holding.person.full_name} · {post_of(holding.position)} · {since}"


def order_of(order: ActingOrder) -> str:
    words = {
        "person": order.person.full_name, "capacity": order.get_capacity_display(), "post": order.position.title, "number": order.order_number,
        "from": short_date(order.starts_on), "until": short_date(order.ends_on),
    }  # fmt: skip
    told = text("คำสั่งที่ %(number)s: %(person)s %(capacity)s %(post)s %(from)s ถึง %(until)s") % words
    if order.ceiling_baht is None:
        return told
    return f"{told} · {text('วงเงินไม่เกิน %(ceiling)s บาท') % {'ceiling': baht(order.ceiling_baht)}}"


def still_running(register: Document) -> Q:
    """What has not ended yet: there is nothing left to end of the rest."""
    return Q(ends_on__gte=clock.today(register.organization))


def not_over(register: Document) -> Q:
    """Holdings whose last day is not known, or has not passed."""
    return Q(ends_on=None) | still_running(register)


POSITIONS = Position.objects.filter(closed_on=None).select_related("unit")
CLOSED_POSITIONS = Position.objects.exclude(closed_on=None).select_related("unit")
HOLDINGS = Holding.objects.select_related("person", "position__unit")
ORDERS = ActingOrder.objects.select_related("person", "position")
# Units and their posts in the order in which the office set them up, which its ids keep: the highest first, as its register lists them.
BY_UNIT = ("unit_id", "id")
BY_POST = ("position__unit_id", "position_id", "starts_on")
APosition = Annotated[Position, InOffice(POSITIONS, label=_("ตำแหน่ง"), named=post_of, order=BY_UNIT)]
APerson = Annotated[User, InOffice(User.objects.filter(is_active=True), label=_("บุคคล"), order=("full_name",))]
AFormerUser = Annotated[User, InOffice(User.objects.filter(is_active=False), label=_("บุคคล"), order=("full_name",))]
AClosedPosition = Annotated[Position, InOffice(CLOSED_POSITIONS, label=_("ตำแหน่ง"), named=post_of, order=BY_UNIT)]
AUnit = Annotated[Unit, InOffice(Unit.objects.filter(closed_on=None), label=_("หน่วยงาน"), order=("id",))]
AClosedUnit = Annotated[Unit, InOffice(Unit.objects.exclude(closed_on=None), label=_("หน่วยงาน"), order=("id",))]
AHolding = Annotated[Holding, InOffice(HOLDINGS, label=_("การดำรงตำแหน่ง"), named=holding_of, offers=not_over, order=BY_POST)]
AnOrder = Annotated[ActingOrder, InOffice(ORDERS, label=_("คำสั่ง"), named=order_of, offers=still_running, order=("-starts_on",))]


class Named(forms.ChoiceField):
    """One of our own words chosen by its name. A page offers what people need; `known` words are taken all the same, so that the step can
    say why it refuses them."""

    def __init__(
        self, offered: Callable[[], Iterable[tuple[str, Any]]], known: Callable[[], Iterable[str]], **options: Any
    ) -> None:
        self.known = known
        super().__init__(choices=lambda: [("", text("– เลือก –")), *offered()], **options)

    def valid_value(self, value: Any) -> bool:
        return str(value) in set(self.known())


class Matters(forms.MultipleChoiceField):
    """Whole procedures, or single steps of them; none means every matter. A page offers what heads decide by their signature."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=offered_matters, **options)

    def valid_value(self, value: Any) -> bool:
        return value in known_matters()

    def grouped(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The same choices under the names of their procedures, the whole of each first."""
        return [
            (str(PROCEDURES[code].title), [(code, text("ทุกขั้นตอน")), *((name, str(step.label)) for name, step in signed.items())])
            for code, signed in signed_by_heads().items()
        ]


DELEGATING = (Role.CHIEF_EXECUTIVE, Role.PERMANENT_SECRETARY, Role.FINANCE_DIRECTOR)


def signed_by_heads() -> dict[str, dict[str, Step]]:
    """Of each procedure that waits for people, the steps that heads decide by their signature, under their qualified names."""
    return {
        code: {procedure.qualified(name): step for name, step in procedure.steps.items() if step.signs and step.by in DELEGATING}
        for code, procedure in PROCEDURES.items()
        if procedure.waited
    }


def offered_matters() -> list[tuple[str, str]]:
    found = []
    for code, signed in signed_by_heads().items():
        found.append((code, text("%(procedure)s ทุกขั้นตอน") % {"procedure": PROCEDURES[code].title}))
        found += [(name, step_words(name)) for name in signed]
    return found


def known_matters() -> set[str]:
    return set(PROCEDURES) | {p.qualified(name) for p in PROCEDURES.values() for name in p.steps}


def matter_words(matter: str) -> str:
    """A matter of an order as people say it; one that an earlier release knew stays as it is."""
    if matter in PROCEDURES:
        return str(PROCEDURES[matter].title)
    return step_words(matter) if matter in known_matters() else matter


def step_words(qualified: str) -> str:
    code, name = qualified.split(".", 1)
    return f"{PROCEDURES[code].title}: {PROCEDURES[code].steps[name].label}"


def waivable_steps() -> list[tuple[str, str]]:
    """Steps of pairs that a waiver may open, in the order of the procedures."""
    open_ = {name for pair in PAIRS if pair.is_waivable for name in (pair.first, pair.second)}
    every = [p.qualified(name) for p in PROCEDURES.values() for name in p.steps]
    return [(name, step_words(name)) for name in every if name in open_]


def answers() -> list[tuple[str, str]]:
    """Every answer of every choice of the office, each under the choices that it answers."""
    titles: Mapping[str, list[str]] = {value: [] for choice in CHOICES.values() for value in choice.answers()}
    words = {}
    for choice in CHOICES.values():
        for value, said in choice.answers().items():
            titles[value].append(str(choice.title))
            words[value] = str(said)
    return [(value, f"{' / '.join(titles[value])}: {words[value]}") for value in titles]


ALawValue = Annotated[
    str,
    Named(
        lambda: sorted(((key, title_of(key)) for key in law.binding_values()), key=lambda row: row[1]),
        law.binding_values,
        label=_("ค่าตามระเบียบ"),
    ),
]
AChoice = Annotated[
    str, Named(lambda: [(key, str(choice.title)) for key, choice in CHOICES.items()], lambda: CHOICES, label=_("ทางเลือก"))
]
AnAnswer = Annotated[
    str, Named(answers, lambda: {value for choice in CHOICES.values() for value in choice.answers()}, label=_("คำตอบ"))
]
OneStep = Named(waivable_steps, known_matters, label=_("ขั้นตอนที่หนึ่ง"))
OtherStep = Named(waivable_steps, known_matters, label=_("ขั้นตอนที่สอง"))
