"""The handbook: each procedure's steps, bases, time limits and papers, read from the declarations. The manual is the program."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from workflows import law, refusing
from workflows.diagram import whom
from workflows.law import Basis, Value
from workflows.office import Office
from workflows.procedure import PROCEDURES, Procedure
from workflows.refusal import Refusal
from workflows.registers.register import Register
from workflows.step import ANYONE, SYSTEM, Step


@dataclass(frozen=True)
class Page:
    """One procedure as a newcomer reads it."""

    procedure: Procedure
    rows: tuple["Row", ...]


@dataclass(frozen=True)
class Row:
    """One step: who, on which clause, by when, with which paper, from where to where."""

    step: Step
    who: str
    basis: Basis
    limit: Value | None
    sources: tuple[str, ...]
    target: str
    refusals: tuple[Refusal, ...] = ()

    @property
    def is_doubtful(self) -> bool:
        return self.basis.standing == "unconfirmed" or (self.limit is not None and self.limit.standing == "unconfirmed")


def pages() -> list[Procedure]:
    """Every procedure that has a page, in the order of the work; the registers come last."""
    return sorted(PROCEDURES.values(), key=lambda procedure: (issubclass(procedure.model, Register), place_of(procedure.code)))


def place_of(code: str) -> int:
    """Where the installation has put a procedure; one that it does not name follows those that it does."""
    order = settings.HANDBOOK_ORDER
    return order.index(code) if code in order else len(order)


def page(procedure: Procedure, on: date, office: Office) -> Page:
    """The page as the law stands on a day, with the office's own confirmations."""
    return Page(procedure, tuple(row(procedure, step, on, office) for step in procedure.steps.values()))


def row(procedure: Procedure, step: Step, on: date, office: Office) -> Row:
    return Row(
        step=step,
        who=who(step),
        basis=step.basis(on),
        limit=law.value(step.within, on, office.law_values) if step.within else None,
        sources=tuple(procedure.state_label(source) for source in step.sources),
        target=procedure.state_label(step.target) if step.target else "",
        refusals=tuple(refusals(procedure, step, on)),
    )


def who(step: Step) -> str:
    if step.by is SYSTEM or step.is_automatic:
        return _("ระบบ")
    return _("ทุกคนในหน่วยงาน") if step.by is ANYONE else whom(step) or _("ผู้ที่เอกสารรออยู่")


def refusals(procedure: Procedure, step: Step, on: date) -> list[Refusal]:
    """What may stand against a step besides what may stand against any: its own rules, then who did what before."""
    clause, is_a_person_s = step.basis(on).label, not step.is_automatic and step.by is not SYSTEM
    own = (one.told(on, clause) for one in refusing.own_refusals(procedure, step))
    return list(dict.fromkeys([*own, *(refusing.barred(procedure, step, on) if is_a_person_s else ())]))


def common_refusals(on: date) -> list[Refusal]:
    """What may stand against any step; its clause is that of the step."""
    return [one.told(on, "") for one in refusing.common_refusals()]
