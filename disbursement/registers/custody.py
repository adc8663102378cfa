"""ทะเบียนกรรมการเก็บรักษาเงิน as a register: นายก appoints the members, each to a key of his own, and their substitutes (C2–C4)."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Annotated, Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from disbursement.models import Keyholder
from disbursement.rules import custody as rules
from workflows.act import Act
from workflows.forms import InOffice, RowsField
from workflows.kept import Kept
from workflows.models import Holding, User
from workflows.procedure import procedure
from workflows.registers.asks import APerson, EndsOn, OrderedOn, OrderNumber, Reason, StartsOn
from workflows.registers.register import Register, State
from workflows.roles import Role
from workflows.step import step


class MemberForm(forms.Form):
    person = InOffice(User.objects.filter(is_active=True), label=_("กรรมการ"))
    key_number = forms.IntegerField(label=_("กุญแจดอกที่"), min_value=1, max_value=9)


Members = Annotated[list[dict[str, Any]], RowsField(MemberForm, label=_("กรรมการเก็บรักษาเงิน"))]
AMember = Annotated[
    Keyholder,
    InOffice(
        Keyholder.objects.select_related("person"),
        label=_("กรรมการที่มาไม่ได้"),
        offers=lambda register: Q(stands_in_for=None, ends_on=None),
    ),
]


def of_each(said: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A whole committee is noted as `1:id, 2:id`; a substitute by himself."""
    if members := said.get("members"):
        for key_number, person in (member.split(":") for member in members.split(", ")):
            yield {**said, "key_number": key_number, "person": person}
    else:
        yield said


@procedure
class CustodyRegister(Register):
    """Who holds which key of the safe, since when, by which order."""

    class Procedure:
        code = "custody_register"
        title = _("ทะเบียนกรรมการเก็บรักษาเงิน")
        ends = (State.OPEN,)
        content = ("change",)
        keeps = {
            "key_number": Kept(
                Keyholder, ("order_number", "ordered_on"),
                by={"person": "person", "key_number": "key_number", "starts_on": "starts_on"},
            )
        }  # fmt: skip
        spread = of_each

    @step(label=_("แต่งตั้งกรรมการเก็บรักษาเงิน"), basis="custody.committee", by=Role.CHIEF_EXECUTIVE, source=State.OPEN, signs=True)
    def appoint_committee(
        self, act: Act, *, members: Members, order_number: OrderNumber, ordered_on: OrderedOn, starts_on: StartsOn
    ) -> None:
        """A whole committee; the one before ends on the day before."""
        people, officers = [row["person"].pk for row in members], posts(act, starts_on)
        before = Keyholder.objects.filter(organization=act.organization, stands_in_for=None).order_by("-starts_on").first()
        heads = {person for person, (_, roles) in officers.items() if Role.FINANCE_DIRECTOR in roles}
        act.refuse(
            rules.committee_too_small(len(members), act.law),
            rules.keys_too_many(len(members), act.law),
            rules.key_shared(people, [row["key_number"] for row in members], act.law),
            rules.finance_head_missing(people, heads, act.law),
            rules.not_officers(people, eligible(officers, act), "members", act.law),
            rules.order_after_start(ordered_on, starts_on, act.acted_on, act.law),
            rules.begins_before_last(starts_on, before.starts_on if before else None, act.law),
        )
        if act.refusals:
            return
        last_day = starts_on - timedelta(days=1)
        running = Keyholder.objects.filter(organization=act.organization, starts_on__lte=last_day)
        act.update(running.filter(Q(ends_on=None) | Q(ends_on__gt=last_day)), ends_on=last_day)
        order = {"order_number": order_number, "ordered_on": ordered_on, "starts_on": starts_on}
        members_now = Keyholder.objects.bulk_create(
            Keyholder(
                organization=act.organization, document_id=self.pk, person=row["person"], key_number=row["key_number"],
                position_title=officers[row["person"].pk][0], by_position=row["person"].pk in heads, **order,
            )
            for row in members
        )  # fmt: skip
        act.tell_rows(*members_now)
        keys = ", ".join(f"{row['key_number']}:{row['person'].pk}" for row in members)
        self.note(act, members=keys, **order)

    @step(label=_("แต่งตั้งผู้แทนชั่วคราว"), basis="custody.substitute", by=Role.CHIEF_EXECUTIVE, source=State.OPEN, signs=True)
    def appoint_substitute(
        self, act: Act, *, member: AMember, person: APerson, order_number: OrderNumber, ordered_on: OrderedOn, starts_on: StartsOn,
        ends_on: EndsOn, reason: Reason,
    ) -> None:  # fmt: skip
        """The key goes to another by order alone, for certain days; a report on its way is counted anew when it changes hands."""
        officers, those_days = posts(act, starts_on), overlapping(act, starts_on, ends_on)
        act.refuse(
            rules.not_officers([person.pk], eligible(officers, act), "person", act.law),
            rules.order_after_start(ordered_on, starts_on, act.acted_on, act.law),
            rules.not_in_force(member, starts_on, ends_on, act.law),
            rules.key_held_already(person.pk, {row.person_id for row in those_days}, act.law),
            rules.stood_in_already(any(row.stands_in_for_id == member.pk for row in those_days), act.law),
        )
        if act.refusals:
            return
        facts = {"order_number": order_number, "ordered_on": ordered_on, "starts_on": starts_on, "ends_on": ends_on}
        act.make(
            Keyholder, document_id=self.pk, person=person, key_number=member.key_number,
            position_title=officers[person.pk][0], stands_in_for=member, **facts,
        )  # fmt: skip
        self.note(act, member=member.person_id, person=person.pk, key_number=member.key_number, **facts)


Posts = dict[Any, tuple[str, set[Role]]]


def posts(act: Act, on: date) -> Posts:
    """Who holds a post on a day: person → the first post's title, and all roles of his posts."""
    held = Holding.objects.filter(organization=act.organization, starts_on__lte=on).exclude(ends_on__lt=on)
    found: Posts = {}
    for holding in held.select_related("position").order_by("starts_on", "pk"):
        title, roles = found.get(holding.person_id, (holding.position.title, set()))
        found[holding.person_id] = title, roles | {role for role, _ in act.law.office.roles[holding.position.group_id]}
    return found


def eligible(officers: Posts, act: Act) -> set[Any]:
    """Who may be given a key: neither นายก nor whoever appoints in his place."""
    return {
        person
        for person, (_, roles) in officers.items()
        if Role.CHIEF_EXECUTIVE not in roles and act.person and person != act.person.pk
    }


def overlapping(act: Act, starts_on: date, ends_on: date) -> Iterable[Keyholder]:
    """Every key held on some of these days."""
    held = Keyholder.objects.filter(organization=act.organization, starts_on__lte=ends_on)
    return list(held.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on)))
