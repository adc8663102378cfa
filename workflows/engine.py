"""The only code that moves a document: lock, gate, rules, transition, content, permit, desks, followers, in one transaction."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar

from django.db import connections, transaction
from django.utils.translation import gettext as _

from workflows import aside, clock, content, entry
from workflows.act import Act, LawOn
from workflows.canonical import sha256
from workflows.columns import own_changes, snapshot
from workflows.compiled import lock_query
from workflows.desks import changes, desks, open_process, wait, wait_on
from workflows.evidence import gather
from workflows.failures import FAILURES, is_broken_up, named
from workflows.forms import bind
from workflows.gate import Permission, Request, may, over_ceiling
from workflows.guards.permit import released
from workflows.ids import as_id
from workflows.models import Case, Document, Organization, User
from workflows.office import office_of
from workflows.procedure import FOLLOWERS, PROCEDURES, procedure_of
from workflows.proof import Proof, is_of_proof
from workflows.refusal import Refusal, Refused, no_such_step
from workflows.repetition import request_digest
from workflows.step import UNBORN, Step

Done = TypeVar("Done")


@dataclass(frozen=True)
class Outcome:
    """The document after the step. `replayed` says that this very command had its effect before, and only that once."""

    document: Any
    sequence: int
    replayed: bool = False


@dataclass(frozen=True)
class Cause:
    """The entry that a follower or an automatic step follows."""

    act: Act
    document: Document
    sequence: int

    @cached_property
    def hash(self) -> str:
        """What the trigger has just written; asked only where something follows."""
        return entry.hash_of(self.document, self.sequence)


def perform(
    actor: User | None,
    document: Document,
    step: str,
    *,
    acted_on: date | None = None,
    version: int | None = None,
    key: str | None = None,
    proof: Proof | None = None,
    faults: Sequence[Refusal] = (),
    **data: Any,
) -> Outcome:
    """Do one step of a document, or refuse with every reason.

    actor     the real person; None is the system, which may do only what no person may
    acted_on  the day of the act, in Asia/Bangkok; today unless stated
    version   the version that the actor read; None asks nothing (commands and followers)
    key       makes the command one effect, however often it arrives
    faults    what the caller could not read of the command: refused, and all else that speaks against it with it
    Raises Refused; then nothing was changed.
    """
    return whole(
        lambda: step_within(
            actor, document, step, acted_on=acted_on, version=version, key=key, proof=proof, faults=faults, data=data
        )
    )  # fmt: skip


def whole(action: Callable[[], Done]) -> Done:
    """All of an action in one transaction or none of it, under permits that end with it.

    Where the database broke it up because somebody else was writing, nothing of it stands, and it is done once more from its beginning;
    not inside a caller's own transaction, of which something may be lost already. Raises Refused.
    """
    connection = connections["default"]
    may_repeat = not connection.in_atomic_block
    while True:
        try:
            with released(connection), transaction.atomic():
                return action()
        except FAILURES as error:
            if not (may_repeat and is_broken_up(error)):
                raise named(error) from error
            may_repeat = False


def step_within(
    actor: User | None, document: Document, step: str, *, acted_on: date | None = None, version: int | None = None,
    key: str | None = None, proof: Proof | None = None, faults: Sequence[Refusal] = (), cause: str = "", data: Mapping[str, Any],
) -> Outcome:  # fmt: skip
    """The same inside a transaction that is already open, as followers and instruments need it."""
    procedure = procedure_of(document)
    declared = procedure.steps.get(step)
    if declared is None or declared.opens:
        raise Refused([no_such_step(step)], document)
    locked = locked_document(document)
    today = clock.today(locked.organization)
    day = acted_on or (today if actor is not None else max(today, locked.last_acted_on or today))
    evidence = gather(locked, actor, acted_on=day, today=today, key=key, permit=entry.opening_permit(locked, step))
    request = request_digest(locked.pk, step, acted_on, data) if key else ""
    if evidence.replay is not None and not faults:
        return replay(locked, evidence.replay, request)
    law_on = LawOn(locked.law_date, office_of(locked.organization))
    asked = Request(actor, declared, day, today, version, proof, asks_proof=not is_of_proof(faults))
    decision = may(locked, asked, evidence, law_on)
    cleaned, wrong = bind(declared, locked, data)
    if not isinstance(decision, Permission) or wrong or faults:
        raise Refused(
            [*(() if isinstance(decision, Permission) else decision), *faults, *wrong], locked, law_on.clause_of(declared)
        )
    shown = shown_by(declared, proof)
    act = Act(declared, locked.organization, actor, decision.capacity, day, today, law_on, evidence, cause=cause, **shown)
    move(act, locked, cleaned, key=key, request=request)
    return Outcome(locked, locked.sequence)


def open_document(
    actor: User | None, model: type[Document], organization: Organization, *, case: Case | None = None, unit: Any = None,
    step: str | None = None, acted_on: date | None = None, law_date: date | None = None, key: str | None = None,
    proof: Proof | None = None, faults: Sequence[Refusal] = (), **data: Any,
) -> Outcome:  # fmt: skip
    """Open a document of a procedure, in a new case unless one is given. Raises Refused."""
    return whole(
        lambda: open_within(
            actor, model, organization, case=case, unit=unit, step=step, acted_on=acted_on, law_date=law_date,
            key=key, proof=proof, faults=faults, data=data,
        )
    )  # fmt: skip


def open_within(
    actor: User | None, model: type[Document], organization: Organization, *, case: Case | None = None, unit: Any = None,
    step: str | None = None, acted_on: date | None = None, law_date: date | None = None, key: str | None = None,
    proof: Proof | None = None, faults: Sequence[Refusal] = (), cause: str = "", data: Mapping[str, Any],
) -> Outcome:  # fmt: skip
    """The same inside an open transaction."""
    procedure = procedure_of(model)
    declared = procedure.steps[step] if step else procedure.opening[0]
    organization = Organization.objects.get(pk=organization.pk)
    today = clock.today(organization)
    day = acted_on or today
    if case is not None:
        case = Case.objects.select_for_update(no_key=True).get(pk=case.pk, organization=organization)
    new_case = case or Case(organization=organization, title=str(data.get("title", procedure.title))[:300], opened_on=day)
    document = model(
        organization=organization,
        case=new_case,
        unit=unit,
        procedure=procedure.code,
        title=new_case.title,
        law_date=law_date or day,
    )
    document.document_id = document.id  # type: ignore[attr-defined]
    evidence = gather(document, actor, acted_on=day, today=today, key=key, permit=entry.opening_permit(document, declared.name))
    request = request_digest(None, declared.name, acted_on, {**data, "model": procedure.code}) if key else ""
    if evidence.replay is not None and not faults:
        earlier = PROCEDURES[evidence.replay["procedure"]].model._default_manager.get(pk=uuid.UUID(evidence.replay["document"]))
        return replay(earlier, evidence.replay, request)
    law_on = LawOn(document.law_date, office_of(organization))
    asked = Request(actor, declared, day, today, None, proof, asks_proof=not is_of_proof(faults))
    decision = may(document, asked, evidence, law_on)
    cleaned, wrong = bind(declared, document, data)
    if not isinstance(decision, Permission) or wrong or faults:
        raise Refused([*(() if isinstance(decision, Permission) else decision), *faults, *wrong], None, law_on.clause_of(declared))
    act = Act(
        declared, organization, actor, decision.capacity, day, today, law_on, evidence, cause=cause, **shown_by(declared, proof)
    )
    if case is None:
        new_case.number = act.take_number("case", day)
    move(act, document, cleaned, key=key, request=request)
    return Outcome(document, document.sequence)


def shown_by(step: Step, proof: Proof | None) -> dict[str, Any]:
    """By what means a signature was confirmed, or which machine acts; the gate has judged the proof by then."""
    return {"confirmed_by": proof.means if step.signs else (), "by_machine": proof.machine} if proof is not None else {}


def locked_document(document: Document) -> Any:
    """The document under lock, its case with it."""
    model = type(document)
    found = lock_query(model, "default").get(as_id(document.pk))
    if found is None:
        raise model.DoesNotExist(f"no {model.__name__} {document.pk}")
    return found


def move(act: Act, document: Document, cleaned: Mapping[str, Any], *, key: str | None = None, request: str = "") -> None:
    """The transition with everything that it brings about."""
    born = document.state == UNBORN
    source, before, old_hash = document.state, snapshot(document), document.content_hash
    facts_before = (document.title, document.amount_baht)
    desks_before = frozenset() if born else desks(document, act.evidence.rows)
    act.reason = str(cleaned.get("reason", "") or "")
    getattr(document, act.step.name)(act, **cleaned)
    act.refuse(over_ceiling(act.capacity, document, act.step, act.law))
    if act.refusals:
        raise Refused(act.refusals, document, act.law.clause_of(act.step))
    if born:
        insert(document)
    own = [] if born else own_changes(document, before)
    rows = reread(act, document) if act.rows_changed else act.evidence.rows
    if born or own or act.rows_changed or (document.title, document.amount_baht) != facts_before:
        body = content.compose(document, rows)
        if sha256(body) != old_hash:
            document.content_hash = content.keep(document, body)
    document.sequence += 1
    document.version += int(document.state != source or document.content_hash != old_hash)
    if not act.step.beside:
        document.last_acted_on = max(act.acted_on, document.last_acted_on or act.acted_on)
    moment = clock.now()
    if document.state != source:
        wait(document, act.law, act.acted_on, since(act.acted_on, moment), rows)
    elif act.rows_changed:
        wait_on(document, rows)
    if born:
        document.process_id = open_process(document, moment)
    told = aside.told(act, document, rows, {} if born else before)
    permit = entry.body(act, document, source, told, key=key, request=request)
    person = act.person.pk if act.person else None
    desk_changes = changes(document, desks_before, desks(document, rows), person, moment, moved=document.state != source)
    if born:
        entry.insert(document, permit, desk_changes)
    else:
        entry.write(document, permit, [*own, *desk_changes], before)
    act.evidence = act.evidence.after(procedure_of(document).qualified(act.step.name), act.person, document, rows)
    go_on(act, document, source)


def insert(document: Document) -> None:
    """The new document, and a new case before it: the step may have given both their name."""
    if document.case._state.adding:
        document.case.title = document.title
        document.case.save(force_insert=True)
    document.save_base(raw=True, force_insert=True)


def since(acted_on: date, moment: datetime) -> datetime:
    """From when a document waits: from the act that brought it, which may have been signed days before it was recorded."""
    return moment if acted_on == moment.date() else datetime.combine(acted_on, moment.timetz())


def go_on(act: Act, document: Document, source: str) -> None:
    """Automatic steps and followers, in the same transaction."""
    procedure = procedure_of(document)
    followers = FOLLOWERS.get((type(document), document.state), ()) if document.state != source else ()
    cause = Cause(act, document, document.sequence)
    for follower in followers:
        follower(cause, document)
    document.rows = act.evidence.rows  # type: ignore[attr-defined]
    for step in procedure.automatic[document.state]:
        if step.when is not None and step.when(document):
            run_automatic(step, document, cause, is_alone=not followers)
            return


def run_automatic(step: Step, document: Document, cause: Cause, *, is_alone: bool) -> None:
    """One automatic step, by the system, caused by the entry before it. What that one left behind is known, unless others came between."""
    before = cause.act
    today = before.today
    day = max(before.acted_on, document.last_acted_on or before.acted_on)
    permit = entry.opening_permit(document, step.name)
    if is_alone:
        digest, evidence = entry.hash_of(document, cause.sequence, permit), before.evidence
    else:
        digest, evidence = cause.hash, gather(document, None, acted_on=day, today=today, key=None, permit=permit)
    act = Act(step, document.organization, None, None, day, today, before.law, evidence, cause=digest)
    move(act, document, {})


def reread(act: Act, document: Document) -> Mapping[str, list[dict[str, Any]]]:
    """The side rows as they stand after the step has written them."""
    permit = entry.opening_permit(document, act.step.name)
    return gather(document, None, acted_on=act.acted_on, today=act.today, key=None, permit=permit).rows


def replay(document: Any, earlier: Mapping[str, Any], request: str) -> Outcome:
    """The effect that the key has had already."""
    if earlier["request"] != request:
        sentence = _("รหัสคำสั่งนี้ใช้ไปแล้วกับข้อมูลอื่น")
        raise Refused([Refusal("KEY_USED", sentence, remedy=_("เปิดหน้านี้ใหม่ แล้วส่งอีกครั้ง"))], document)
    return Outcome(document, earlier["sequence"], replayed=True)
