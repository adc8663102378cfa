"""What a press on a step's button has done, in one sentence, and who has the case now."""

from typing import Any

from django.utils.translation import gettext as _

from workflows import queries
from workflows.models import Document
from workflows.procedure import PROCEDURES, Procedure, procedure_of
from workflows.question import those_who_have
from workflows.registers.register import Register
from workflows.step import Step
from workflows.thai import enumerated
from workflows.waited_for import acts_of_case, waited_for

DESKS_NAMED_MAX = 3
FROM = "starts_on"  # an order or a holding may begin on a later day


def done(document: Any, step: Step) -> str:
    """The step by its name, and whoever is waited for next: everybody who has a document of this case."""
    if isinstance(document, Register):
        if FROM in step.fields:
            return _("“%(step)s” เรียบร้อยแล้ว มีผลตั้งแต่วันที่ที่ระบุ") % {"step": step.label}
        return _("“%(step)s” เรียบร้อยแล้ว มีผลในทะเบียนนี้ทันที") % {"step": step.label}
    holders, procedure = holders_of(document), procedure_of(document)
    if holders and is_unsent(procedure, step, document.state):
        return unsent(document, procedure, step, enumerated(holders))
    if len(holders) > DESKS_NAMED_MAX:
        facts = {"step": step.label, "count": len(holders)}
        return _("“%(step)s” เรียบร้อยแล้ว ตอนนี้เรื่องรออยู่ %(count)s แห่ง ดูทุกแห่งได้ในหน้านี้") % facts
    if holders:
        return _("“%(step)s” เรียบร้อยแล้ว ตอนนี้เรื่องอยู่ที่ %(who)s") % {"step": step.label, "who": enumerated(holders)}
    if hasattr(document, "carries"):
        return _("“%(step)s” เรียบร้อยแล้ว แต่ละรายการไปต่อในเรื่องของตน ดูได้ในหน้านี้") % {"step": step.label}
    return _("“%(step)s” เรียบร้อยแล้ว ตอนนี้เรื่องไม่รอใคร") % {"step": step.label}


def unsent(document: Any, procedure: Procedure, step: Step, who: str) -> str:
    """That it is a draft as yet, and which step sends it on."""
    onward = procedure.leading(document.state, document.amount_baht)
    facts = {"step": step.label, "state": procedure.state_label(document.state), "next": onward.label if onward else "", "who": who}
    return _("“%(step)s” เรียบร้อยแล้ว เป็น “%(state)s” ยังไม่ได้ส่งให้ผู้ใด ขั้นต่อไปคือ “%(next)s” โดย %(who)s") % facts


def is_unsent(procedure: Procedure, step: Step, state: str) -> bool:
    """Whether whoever opened the document has it still, and it is his to send on: nobody else was told of it."""
    waited = procedure.waited.get(state)
    is_new = any(state == opening.target and step.by == opening.by for opening in procedure.opening)
    return is_new and waited is not None and waited.by == step.by


def holders_of(document: Any) -> list[str]:
    """Each place where the case waits, this document's first; empty where it waits for nobody."""
    waiting = Document.objects.filter(case=document.case_id).exclude(waiting_for="").select_related("organization").order_by("pk")
    road = [one for one in waiting if not PROCEDURES[one.procedure].is_beside]
    road.sort(key=lambda one: one.pk != document.pk)
    if not road:
        return []
    desks, acts = queries.sitters(document.organization), list(acts_of_case(document))
    told = [waited_for(one, desks, acts) or enumerated([person.full_name for person in those_who_have(one)]) for one in road]
    return list(dict.fromkeys(told))
