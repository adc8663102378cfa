"""What a step of a register will change, said before it is sent: today's value beside the one that was typed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as text

from workflows import law
from workflows.calendar import is_working_day
from workflows.choices import CHOICES
from workflows.dates import short_date
from workflows.law_words import in_words, title_of, with_unit
from workflows.models import Holding, Organization, Party, PartyAccount, Position, SpecialDay
from workflows.office import office_of, roles_of
from workflows.registers.asks import holding_of, order_of, post_of
from workflows.roles import Role


@dataclass(frozen=True)
class Foretold:
    """One thing that a step changes. Nothing before means that it is new."""

    label: str
    before: str
    after: str


Foreteller = Callable[[Organization, Mapping[str, Any]], Iterable[Foretold]]
# Qualified step → what it will change; applications add their own registers' steps.
FORETELLERS: dict[str, Foreteller] = {}


def foretell(qualified: str) -> Callable[[Foreteller], Foreteller]:
    """Register what a step will change."""

    def register(foreteller: Foreteller) -> Foreteller:
        FORETELLERS[qualified] = foreteller
        return foreteller

    return register


def roles_words(roles: Iterable[str]) -> str:
    """Roles by name, in the order of the office."""
    held = set(map(str, roles))
    return ", ".join(str(role.label) for role in Role if role.value in held)


def roles_held(position: Position) -> list[str]:
    """What a post carries today."""
    return sorted({role.value for role, _ in roles_of(position, [position.unit])})


def since_day(day: date | None) -> str:
    """From which day on matters are typed into the central systems from here."""
    return text("เรื่องที่ถึงกำหนดลงตั้งแต่ %(day)s") % {"day": short_date(day)} if day else text("ทุกเรื่องตั้งแต่วันแรกที่ใช้โปรแกรมนี้")


def yes_no(value: bool) -> str:
    return text("ใช่") if value else text("ไม่ใช่")


@foretell("people_register.set_roles")
def roles(organization: Organization, data: Mapping[str, Any]) -> Iterator[Foretold]:
    yield Foretold(post_of(data["position"]), roles_words(roles_held(data["position"])), roles_words(data["roles"]))


@foretell("people_register.change_unit")
def unit(organization: Organization, data: Mapping[str, Any]) -> Iterator[Foretold]:
    yield Foretold(text("ชื่อหน่วยงาน"), data["unit"].name, data["name"])
    yield Foretold(text("เป็นหน่วยงานคลัง"), yes_no(data["unit"].is_finance), yes_no(data["is_finance"]))


@foretell("people_register.rename_person")
def name(organization: Organization, data: Mapping[str, Any]) -> Iterator[Foretold]:
    yield Foretold(text("ชื่อและนามสกุล"), data["person"].full_name, data["full_name"])


@foretell("people_register.rename_position")
def title(organization: Organization, data: Mapping[str, Any]) -> Iterator[Foretold]:
    yield Foretold(post_of(data["position"]), data["position"].title, data["title"])


@foretell("people_register.appoint")
def holder(organization: Organization, data: Mapping[str, Any]) -> Iterator[Foretold]:
    on = data["starts_on"]
    held = Holding.objects.filter(position=data["position"], starts_on__lte=on).filter(Q(ends_on=None) | Q(ends_on__gte=on))
    before = [row.person.full_name for row in held.select_related("person")]
    place = text("ผู้ดำรงตำแหน่ง %(post)s ณ %(day)s") % {"post": post_of(data["position"]), "day": short_date(on)}
    yield Foretold(place, ", ".join(before), ", ".join([*before, data["person"].full_name]))


@foretell("people_register.end_holding")
def holding_end(organization: Organization, data: Mapping[str, Any]) -> Iterator[Foretold]:
    ends_on = data["holding"].ends_on
    before = last_day(ends_on) if ends_on else text("ยังไม่กำหนดวันพ้น")
    yield Foretold(holding_of(data["holding"]), before, last_day(data["ends_on"]))


@foretell("people_register.change_acting")
@foretell("people_register.end_acting")
def order_end(organization: Organization, data: Mapping[str, Any]) -> Iterator[Foretold]:
    yield Foretold(order_of(data["order"]), last_day(data["order"].ends_on), last_day(data["ends_on"]))


def last_day(day: date) -> str:
    return text("วันสุดท้าย %(day)s") % {"day": short_date(day)}


@foretell("office_register.set_law_value")
def law_value(organization: Organization, data: Mapping[str, Any]) -> Iterator[Foretold]:
    key, on = data["law_key"], data["in_force_from"]
    label = text("%(title)s ตั้งแต่ %(day)s") % {"title": title_of(key), "day": short_date(on)}
    try:
        found = law.value(key, on, office_of(organization).law_values)
        yield Foretold(label, in_words(found), with_unit(law.fitting(key, data["value"]), found.unit))
    except law.NoLawInForce:
        yield Foretold(label, text("ณ วันที่ %(day)s ยังไม่มีค่าใดใช้บังคับ") % {"day": short_date(on)}, data["value"])
    except ValueError as error:
        yield Foretold(label, in_words(found), str(error))


@foretell("office_register.set_choice")
def choice(organization: Organization, data: Mapping[str, Any]) -> Iterator[Foretold]:
    asked = CHOICES[data["choice"]]
    before = str(organization.settings.get(asked.key, asked.default))
    yield Foretold(str(asked.title), asked.words(before), asked.words(data["value"]))


@foretell("office_register.set_central_start")
def central_start(organization: Organization, data: Mapping[str, Any]) -> Iterator[Foretold]:
    before, after = (since_day(day) for day in (organization.central_from, data["starts_on"]))
    yield Foretold(text("เรื่องที่นับว่ารอลงระบบกลาง"), before, after)


@foretell("office_register.set_special_day")
def special_day(organization: Organization, data: Mapping[str, Any]) -> Iterator[Foretold]:
    said = SpecialDay.objects.filter(organization=organization, day=data["day"]).first()
    before = day_words(said.is_holiday, said.name) if said else day_words(not is_working_day(data["day"], {}))
    yield Foretold(short_date(data["day"]), before, day_words(data["is_holiday"], data["name"]))


def day_words(is_holiday: bool, name: str = "") -> str:
    kind = text("วันหยุด") if is_holiday else text("วันทำการ")
    return f"{kind} {name}".strip()


@foretell("party_register.change_party")
def party(organization: Organization, data: Mapping[str, Any]) -> Iterator[Foretold]:
    yield from party_changes(data["party"], data)


def party_changes(known: Party, data: Mapping[str, Any]) -> Iterator[Foretold]:
    """What differs from the register; only that."""
    kinds = dict(Party._meta.get_field("kind").flatchoices)
    words: dict[str, tuple[str, Callable[[Any], str]]] = {
        "kind": (text("ประเภท"), lambda value: str(kinds[value])),
        "name": (text("ชื่อ"), str),
        "address": (text("ที่อยู่"), str),
        "is_vat_registered": (text("จดทะเบียนภาษีมูลค่าเพิ่ม"), yes_no),
    }
    for name, (label, said) in words.items():
        if getattr(known, name) != data[name]:
            yield Foretold(label, said(getattr(known, name)), said(data[name]))


@foretell("party_register.add_account")
def account(organization: Organization, data: Mapping[str, Any]) -> Iterator[Foretold]:
    current = PartyAccount.objects.filter(party=data["party"], is_current=True).first()
    label = text("บัญชีที่จ่ายให้ %(party)s") % {"party": data["party"].name}
    yield Foretold(label, str(current or ""), f"{data['bank_code']}-{data['number']} {data['name']}")
