"""Who has a document now. Desks are a pure function of the document; viewflow's tasks are written from it in bulk."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connections

from workflows.act import LawOn
from workflows.calendar import deadline
from workflows.flow import flow_reference, task_reference
from workflows.gate import asked_of
from workflows.ids import as_id
from workflows.models import Document, Organization, Unit
from workflows.procedure import Procedure, procedure_of
from workflows.roles import UNIT_ROLES, Role, desk_name
from workflows.step import Seat


@dataclass(frozen=True)
class Desk:
    """One place where a document waits: a role's, or a person's by his seat."""

    state: str
    role: str = ""
    unit: uuid.UUID | None = None
    person: uuid.UUID | None = None


def desks(document: Document, rows: Mapping[str, list[dict[str, Any]]]) -> frozenset[Desk]:
    """State and open seats → who is waited for."""
    step = procedure_of(document).waited.get(document.state)
    if step is None:
        return frozenset()
    by = asked_of(document, step)
    if isinstance(by, Seat):
        seated = document.open_seats(by.name, rows)  # type: ignore[attr-defined]
        return frozenset(Desk(document.state, person=person) for person in seated)
    role = Role(str(by))
    return frozenset({Desk(document.state, role=role.value, unit=document.unit_id if role in UNIT_ROLES else None)})


def wait(document: Document, law_on: LawOn, since: date, moment: datetime, rows: Mapping[str, list[dict[str, Any]]]) -> None:
    """Set whom the document waits for, since when and until which day."""
    step = procedure_of(document).waited.get(document.state)
    if step is None:
        document.waiting_for, document.waiting_since, document.due_on = "", None, None
        return
    by = asked_of(document, step)
    unit = document.unit.code if document.unit_id and document.unit else None
    document.waiting_for = f"seat:{by.name}" if isinstance(by, Seat) else desk_name(Role(str(by)), unit)
    document.waiting_since = moment
    start = document.deadline_start() or since
    if step.within is None:
        document.due_on = document.promised_on(rows)
    else:
        document.due_on = deadline(start, law_on.value(step.within), law_on.office.special_days)


def wait_on(document: Document, rows: Mapping[str, list[dict[str, Any]]]) -> None:
    """The same state waits on after an act that changed its rows: a part of what was promised may have come."""
    if is_promise(procedure_of(document), document.state):
        document.due_on = document.promised_on(rows)


def is_promise(procedure: Procedure, state: str) -> bool:
    """Whether the day of a state is what somebody promised, counted in calendar days, and no limit of the law."""
    step = procedure.waited.get(state)
    return step is not None and step.within is None


@cache
def content_type(model: type[Any]) -> int:
    return ContentType.objects.get_for_model(model, for_concrete_model=False).pk


CLOSE = "update viewflow_task set status = 'DONE', finished = %s, owner_id = coalesce(owner_id, %s) where process_id = %s and finished is null"
CLOSE_ONE = CLOSE + " and owner_id = %s"
OPEN = """insert into viewflow_task (flow_task, flow_task_type, status, created, token, data, process_id, owner_id,
 owner_permission, owner_permission_content_type_id, owner_permission_obj_pk) values {}"""
OPEN_ROW = "(%s, 'HUMAN', %s, %s, 'start', '{}', %s, %s, %s, %s, %s)"
FINISH = "update viewflow_process set status = 'DONE', finished = %s where id = %s"


Statement = tuple[str, list[Any]]


def changes(
    document: Document, before: frozenset[Desk], after: frozenset[Desk], person: uuid.UUID | None, moment: datetime, *, moved: bool
) -> list[Statement]:
    """The statements that close and open tasks as the desks changed; `moved` closes all of the state that was left."""
    closed = before if moved else before - after
    opened = after if moved else after - before
    at = connections["default"].ops.adapt_datetimefield_value(moment)
    statements: list[Statement] = []
    if moved and closed:
        statements.append((CLOSE, [at, as_id(person), document.process_id]))
    elif closed:
        statements += [(CLOSE_ONE, [at, as_id(person), document.process_id, as_id(desk.person)]) for desk in closed]
    if opened:
        rows = [opening(document, desk, at) for desk in sorted(opened, key=repr)]
        statements.append((OPEN.format(", ".join([OPEN_ROW] * len(rows))), [value for row in rows for value in row]))
    elif moved and document.state in procedure_of(document).ends:
        statements.append((FINISH, [at, document.process_id]))
    return statements


def as_ctes(statements: list[Statement]) -> tuple[str, list[Any]]:
    """The statements as data-modifying parts of one larger statement, which PostgreSQL runs in one round trip."""
    parts = "".join(f", part{number} as ({sql})" for number, (sql, _) in enumerate(statements))
    return parts, [value for _, parameters in statements for value in parameters]


def run(statements: list[Statement]) -> None:
    with connections["default"].cursor() as cursor:
        for sql, parameters in statements:
            cursor.execute(sql, parameters)


def opening(document: Document, desk: Desk, moment: Any) -> list[Any]:
    """The columns of one new task."""
    held_on, held_key = (Unit, desk.unit) if desk.unit else (Organization, document.organization_id)
    permission = f"workflows.{desk.role}" if desk.role else None
    return [
        task_reference(procedure_of(document), desk.state),
        "ASSIGNED" if desk.person else "NEW",
        moment,
        document.process_id,
        as_id(desk.person),
        permission,
        content_type(held_on) if permission else None,
        str(held_key) if permission else None,
    ]


def open_process(document: Document, moment: datetime) -> int:
    """viewflow's journey of this document."""
    from viewflow.workflow.models import Process

    process = Process(status="NEW", created=moment, data={"document": str(document.pk)})
    process.flow_class = flow_reference(procedure_of(document))
    process.save(force_insert=True)
    return int(process.pk)
