"""ลงนาม: exactly what is signed, what changed since the last signature, who has signed already; then the password once more."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from workflows.evidence import Evidence
from workflows.models import Document, User
from workflows.offers import offers, seen_by
from workflows.pages import Choice, Link, SignPage, StepPage
from workflows.pages import Seat as SeatShown
from workflows.procedure import Procedure, procedure_of
from workflows.registers.register import Register
from workflows.step import Step
from workflows.views.case import seats_of
from workflows.views.differences import sent_back_by, since_read
from workflows.views.weighing import OPINION, matter_of


def is_signed_alike(procedure: Procedure, step: Step) -> bool:
    """Whether several can be signed in one pass: the step asks nothing, or an opinion to which consent adds nothing."""
    if not step.signs or step.opens or issubclass(procedure.model, Register):
        return False
    asked = [name for name, field in step.fields.items() if field.required]
    return not step.fields or asked == [OPINION]


def sign_page(page: StepPage, step: Step, document: Any, person: User) -> SignPage:
    """The step's page, with everything that the person must see before the signature."""
    evidence = seen_by(document, person)
    seats = seats_of(document, step, person, evidence)
    matter = matter_of(document, step, evidence)
    return SignPage(
        **{**vars(page), "tables": (*matter.tables, *page.tables)},
        sentence=matter.sentence,
        statement=matter.statement,
        parts=matter.parts,
        parts_label=matter.parts_label,
        amount_baht=matter.money_of(document),
        seats=seats,
        seats_title=seats_title(step, seats),
        changes=since_read(document, step, person),
        sent_back=sent_back_by(document, step, person),
        choices=choices(step, page.form),
        others=tuple(others(document, step, person, evidence)),
        content_hash=document.content_hash,
    )


def seats_title(step: Step, seats: tuple[SeatShown, ...]) -> str:
    """How many have done it already."""
    done = sum(seat.tone != "soon" for seat in seats)
    return _("%(step)sแล้ว %(done)s จาก %(count)s คน") % {"step": step.label, "done": done, "count": len(seats)} if seats else ""


def choices(step: Step, form: Any) -> tuple[Choice, ...]:
    """The opinions of a step that asks for one, none of them chosen beforehand. The first is consent; any other says why."""
    if OPINION not in step.fields:
        return ()
    offered = [(value, label) for value, label in form.fields[OPINION].choices if value]
    chosen = form[OPINION].value()
    return tuple(
        Choice(value, str(label), asks_reason=value != offered[0][0], is_chosen=value == chosen) for value, label in offered
    )


def others(document: Document, step: Step, person: User, evidence: Evidence) -> list[Link]:
    """What else the person may do with it, such as return it with a reason; what leaves it where it is comes last."""
    procedure = procedure_of(document)
    allowed = [offer.step for offer in offers(document, person, evidence) if offer.allowed and not offer.step.beside]
    allowed.sort(key=lambda other: procedure.only_adds(other, document.state))
    return [
        Link(str(other.label), reverse("step", args=[procedure.code, document.pk, other.name]))
        for other in allowed
        if other is not step
    ]
