"""What a press on a step's button has done, in one sentence, and who has the case now."""

from typing import Any

from django.utils.translation import gettext as _

from workflows import queries
from workflows.models import Document
from workflows.procedure import PROCEDURES
from workflows.question import those_who_have
from workflows.registers.register import Register
from workflows.step import Step
from workflows.thai import enumerated


def done(document: Any, step: Step) -> str:
    """The step by its name, and whoever is waited for next: for this document, or else for another of its case."""
    if isinstance(document, Register):
        return _("บันทึก “%(step)s” แล้ว มีผลในทะเบียนนี้ทันที") % {"step": step.label}
    who = waited_for(document)
    if who:
        return _("บันทึก “%(step)s” แล้ว ตอนนี้เรื่องอยู่ที่ %(who)s") % {"step": step.label, "who": who}
    return _("บันทึก “%(step)s” แล้ว ตอนนี้เรื่องไม่รอใคร") % {"step": step.label}


def waited_for(document: Any) -> str:
    """Nothing where the case waits for nobody."""
    waiting = Document.objects.filter(case=document.case_id).exclude(waiting_for="").order_by("pk")
    road = [one for one in waiting if not PROCEDURES[one.procedure].is_beside]
    first = next((one for one in road if one.pk == document.pk), road[0] if road else None)
    if first is None:
        return ""
    seated = [] if first.waiting_for_label else [person.full_name for person in those_who_have(first)]
    return enumerated(seated) or queries.held_by(first, queries.sitting_at(first.organization))
