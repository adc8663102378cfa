"""System checks: a declaration that cannot work stops the boot."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.checks import ERROR, CheckMessage, Error, register
from django.core.checks import Warning as Warned
from django.db import connections

from workflows import law
from workflows.central.entries import ENTRIES
from workflows.central.sheets import SHEETS
from workflows.guards import install, tables
from workflows.models import User
from workflows.procedure import PROCEDURES, Procedure
from workflows.repeating import DECIDED_ANEW
from workflows.roles import Role
from workflows.separation import PAIRS
from workflows.step import ANYONE, SYSTEM, UNBORN, WAITED, ByDocument, BySetting, Seat, Step, WhileVacant

Check = Callable[[Procedure], Iterable[CheckMessage]]


@register("dika")
def declarations(**_: Any) -> list[CheckMessage]:
    """Every procedure, by every rule below."""
    rules: tuple[Check, ...] = (
        steps_stand,
        states_move,
        openings_lead_on,
        openings_repeat,
        chapters_hold_steps,
        ends_reached,
        laws_known,
        all_collected,
    )
    return (
        [fault for procedure in PROCEDURES.values() for rule in rules for fault in rule(procedure)]
        + pairs_stand()
        + tables_covered()
        + sheets_stand()
    )


def steps_stand(procedure: Procedure) -> Iterable[CheckMessage]:
    """A step has a basis, and a role or seat; a seat needs somebody to name its holders."""
    for step in procedure.steps.values():
        if not step.basis_key:
            yield fault("E001", procedure, step.name, "has no basis", "name a key of config/law, or practice(…)")
        if not (isinstance(step.by, Role | BySetting | ByDocument | WhileVacant | Seat) or step.by in (SYSTEM, WAITED, ANYONE)):
            yield fault("E002", procedure, step.name, "has no role and no seat", "say by whom")
        if isinstance(step.by, Seat | ByDocument) and not hasattr(procedure.model, "open_seats"):
            yield fault("E003", procedure, step.name, "asks for a seat that nobody names", "give the model open_seats(seat, rows)")
        if unknown := [
            state for state in (*step.sources, step.target) if state not in (None, UNBORN) and state not in list(procedure.states)
        ]:
            yield fault("E004", procedure, step.name, f"names states that do not exist: {unknown}", "use the State class")


def states_move(procedure: Procedure) -> Iterable[CheckMessage]:
    """A state that is no end waits for somebody, or moves on by itself."""
    for state in map(str, procedure.states):
        leaving = [step for step in procedure.steps.values() if state in step.sources and step.target not in (None, state)]
        if state not in procedure.ends and not any(is_forward(step) for step in leaving):
            yield fault(
                "E005", procedure, state, "waits for a person but has no step", "declare the step that leaves it, or make it an end"
            )


def openings_lead_on(procedure: Procedure) -> Iterable[CheckMessage]:
    """Where opening another procedure takes a document on, that form asks for it, and of whoever the document waits for."""
    for state, (code, field) in procedure.goes_on_by.items():
        opening = PROCEDURES[code].opening[0] if code in PROCEDURES else None
        if opening is None or field not in opening.fields or opening.by != procedure.waited[state].by:
            yield fault(
                "E017", procedure, state, f"goes on by {code}.{field}, which is not asked of whom it waits for",
                "name a procedure, and the field of its opening that takes the document",
            )  # fmt: skip


def openings_repeat(procedure: Procedure) -> Iterable[CheckMessage]:
    """What another of its kind begins with is asked by its opening and kept under the same name, and is no day and no file."""
    asked = procedure.opening[0].fields if procedure.opening else {}
    kept = {*procedure.content_rows, *(field.name for field in procedure.model._meta.get_fields())}
    for name in procedure.repeats:
        if name not in asked or name not in kept or isinstance(asked[name], DECIDED_ANEW):
            yield fault(
                "E018", procedure, name, "cannot be said again by another of its kind",
                "name a field of its opening that the document keeps, and neither a day nor a file",
            )  # fmt: skip


def chapters_hold_steps(procedure: Procedure) -> Iterable[CheckMessage]:
    """A chapter lists steps of its register, each in one place."""
    names = [name for _title, listed in procedure.chapters for name in listed]
    for name in sorted({name for name in names if name not in procedure.steps or names.count(name) > 1}):
        yield fault(
            "E019",
            procedure,
            name,
            "is listed in a chapter and is no step, or is listed twice",
            "name each step of the register once",
        )


def is_forward(step: Step) -> bool:
    return step.by is not WAITED or step.is_automatic


def ends_reached(procedure: Procedure) -> Iterable[CheckMessage]:
    """From every state some end can be reached."""
    edges = procedure.edges()
    reaching = set(procedure.ends)
    while grown := {source for _, source, target in edges if target in reaching} - reaching:
        reaching |= grown
    for state in {str(state) for state in procedure.states} - reaching:
        yield fault("E006", procedure, state, "reaches no end", "declare a way out")


def laws_known(procedure: Procedure) -> Iterable[CheckMessage]:
    """Keys of the law that a step names stand in config/law."""
    for step in procedure.steps.values():
        if isinstance(step.basis_key, str) and step.basis_key not in law.known_bases():
            yield fault(
                "E007", procedure, step.name, f"rests on {step.basis_key!r}, which no law file holds", "add the basis to config/law"
            )
        if step.within and step.within not in law.known_values():
            yield fault(
                "E008",
                procedure,
                step.name,
                f"is due within {step.within!r}, which no law file holds",
                "add the value to config/law",
            )


def all_collected(procedure: Procedure) -> Iterable[CheckMessage]:
    """django-fsm collected what the file declares: a name used twice would silently drop a transition."""
    declared = {(step.name, str(source)) for step in procedure.steps.values() for source in step.sources}
    field = procedure.model._meta.get_field("state")
    collected = {(transition.name, str(transition.source)) for transition in field.get_all_transitions(procedure.model)}
    for name, source in declared - collected:
        yield fault(
            "E009", procedure, name, f"from {source!r} was not collected as a transition", "give the step a name of its own"
        )


def pairs_stand() -> list[Any]:
    """Each side of a separation pair is a step, and its basis stands in the law."""
    known = {procedure.qualified(name) for procedure in PROCEDURES.values() for name in procedure.steps}
    wrong = [name for pair in PAIRS for name in (pair.first, pair.second) if name not in known]
    lawless = [pair.basis_key for pair in PAIRS if pair.basis_key not in law.known_bases()]
    return [Error(f"a separation pair names {name!r}, which is no step", id="dika.E010") for name in wrong] + [
        Error(f"a separation pair rests on {key!r}, which no law file holds", id="dika.E011") for key in lawless
    ]


def tables_covered() -> list[Any]:
    """A table that is excused must exist, or the excuse is stale; every other is guarded by construction."""
    excused, columns = tables.excused()
    present = {model._meta.db_table for model in tables.tables()} | {"django_migrations"}
    return [
        Error(f"config/unguarded.toml excuses {name}, which is no table", id="dika.E012") for name in {*excused, *columns} - present
    ]


def sheets_stand() -> list[Any]:
    """Each entry of a central system is carried by two steps of its procedure and has its sheet; a sheet names facts that are declared."""
    wrong = [f"{code} is the sheet of no entry" for code in SHEETS.keys() - ENTRIES.keys()]
    for code, entry in ENTRIES.items():
        if lost := {entry.step, entry.correction} - PROCEDURES[entry.procedure].steps.keys():
            wrong.append(f"{entry.procedure} lacks the steps {', '.join(sorted(lost))}")
        if code not in SHEETS:
            wrong.append(f"{code} has no sheet")
        elif unknown := set(SHEETS[code].fields) - entry.facts.keys():
            wrong.append(f"the sheet of {code} names {', '.join(sorted(unknown))}, which is declared nowhere")
    return [Error(f"config/central.toml: {named}", id="dika.E016") for named in wrong]


@register("dika", deploy=True)
def database(**_: Any) -> list[Any]:
    """The database itself: guards, nobody in `user.groups`, no role without a post. Run by `check --deploy` and at the start."""
    return [Error(wrong, id="dika.E013") for wrong in install.faults(connections["default"])] + people_in_groups() + roles_unheld()


class Unsound(RuntimeError):
    """The program must not serve: what it declares, or the database that it finds, is not sound."""


def refuse_unsound() -> None:
    """Called before the first request is served. Raises Unsound with every fault; what only warns is no reason not to serve."""
    if faults := [fault for fault in (*declarations(), *database()) if fault.level >= ERROR]:
        raise Unsound("; ".join(str(fault.msg) for fault in faults))


def people_in_groups() -> list[Any]:
    if User.groups.through._default_manager.exists() or User.user_permissions.through._default_manager.exists():
        return [Error("a person stands in user.groups or holds a permission directly: roles belong to positions", id="dika.E014")]
    return []


def roles_unheld() -> list[Any]:
    """A role that some procedure asks for and that no position of an office carries: the cases that wait for it stand still. It keeps
    nobody from serving, because the office that begins writes its positions through the pages, and any office may change them there."""
    from workflows.models import Organization
    from workflows.office import office_of

    asked = {role for procedure in PROCEDURES.values() for step in procedure.steps.values() for role in roles_of(step)}
    return [
        Warned(f"{organization}: no position carries {', '.join(sorted(missing))}", id="dika.W015")
        for organization in Organization.objects.order_by("pk")
        if (missing := asked - {role for held in office_of(organization).roles.values() for role, _ in held})
    ]


def roles_of(step: Step) -> set[Role]:
    """The roles without which a step cannot be done by anybody; one of a setting's is enough."""
    if isinstance(step.by, BySetting):
        return {step.by.default}
    return {step.by} if isinstance(step.by, Role) and step.by is not Role.HEAD_OF_FINANCE_SECTION else set()


def fault(number: str, procedure: Procedure, where: str, what: str, hint: str) -> Error:
    return Error(f"{procedure.code}.{where} {what}", hint=hint, id=f"dika.{number}")
