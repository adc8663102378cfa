"""A sheet's rows through the engine: all of them in one transaction, or none."""

from typing import Any

from django.db import transaction

from workflows import engine, office
from workflows.failures import FAILURES, is_busy, named
from workflows.founding import register_of
from workflows.intake.planning import planned, resolved, snapshot
from workflows.intake.sheet import Fault, Planned, Row, Sheet
from workflows.models import User
from workflows.proof import Proof
from workflows.refusal import Kind, Refused


class OverTaken(Exception):
    """The register changed after the preview: these rows come to something else now. Nothing was written."""

    def __init__(self, plans: list[Planned]) -> None:
        self.plans = plans
        super().__init__("the register changed after the preview")


class RowsRefused(Exception):
    """The engine refused rows. Nothing was written."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__(f"{len(faults)} refusals")


def perform(person: User, sheet: Sheet, rows: list[Row], seen: list[list[Any]], proof: Proof | None) -> int:
    """Perform every row as it was seen; the number of steps comes back, nought where all of it stood there already.

    Raises OverTaken, RowsRefused, or Refused where the person may not at all.
    """
    return engine.whole(lambda: performed_as_seen(person, sheet, rows, seen, proof))


def performed_as_seen(person: User, sheet: Sheet, rows: list[Row], seen: list[list[Any]], proof: Proof | None) -> int:
    """The same inside a transaction."""
    organization: Any = person.organization
    register = engine.locked_document(register_of(organization, sheet.model))
    plans = planned(sheet, register, register.organization, rows)
    if not any(plan.commands or plan.faults for plan in plans):
        return 0
    if snapshot(plans) != seen or any(plan.faults for plan in plans):
        raise OverTaken(plans)
    try:
        return performed(person, register, plans, proof)
    except BaseException:
        # The steps before the failure raised the office's version, and what was read under it will never have been.
        office.forget(organization)
        raise


def performed(person: User, register: Any, plans: list[Planned], proof: Proof | None) -> int:
    """Step by step; a row that is refused does not keep the others from being judged, and then nothing stays."""
    faults: list[Fault] = []
    count = 0
    for plan in plans:
        try:
            with transaction.atomic():
                for command in plan.commands:
                    engine.step_within(person, register, command.step, proof=proof, data=resolved(command))
                    count += 1
        except (Refused, *FAILURES) as error:
            # The row's savepoint took its versions back, and the rows after it raise the same ones.
            office.forget(register.organization)
            if is_busy(error):  # it is the transaction that is lost, not the row
                raise
            refused = error if isinstance(error, Refused) else named(error)
            if not isinstance(refused, Refused):
                raise
            if refused.status == Kind.GATE:  # it is the person who may not, in every row alike
                raise refused from error
            faults += [Fault(plan.row.number, "", refusal.sentence, refusal.remedy) for refusal in refused.refusals]
    if faults:
        raise RowsRefused(faults)
    return count
