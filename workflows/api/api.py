"""The addresses of the API. Whoever may not know of a thing gets 404, whoever may not do it 403."""

import uuid
from typing import Any

from django.contrib.auth import authenticate, login, logout
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.responses import Response
from ninja.security import django_auth

from workflows import authenticators, engine, leaving, passkeys, queries, signing_in, waiting
from workflows.api import choices, commands, repeating, representation, rows
from workflows.api.machines import Bearer, person_of, proof_of
from workflows.api.refusals import answer_all, not_found, told
from workflows.api.schema import READ, SIGNED_OUT, command_described, upload_described
from workflows.attachments import path_of
from workflows.beginning import beginning_of
from workflows.central import missing
from workflows.central.entries import ENTRIES
from workflows.models import Attachment, Case, Unit
from workflows.offers import document_for
from workflows.papers.register import opened
from workflows.procedure import PROCEDURES, Procedure
from workflows.proof import wrong_or_too_early
from workflows.refusal import Kind, Refusal, Refused, no_such_step, wrong_input
from workflows.repetition import is_count
from workflows.step import Step

PAGE_ROWS = 50
PAGES_MAX = 1000  # of a list that is read by skipping

api = NinjaAPI(
    title="Dika", version="1", urls_namespace="api", auth=[Bearer(), django_auth], docs_url=None, openapi_url="/schema.json"
)


answer_all(api)


@api.get("/session", auth=None)
def session(request: HttpRequest) -> dict[str, Any]:
    """The token that a sign-in and every command must carry as X-CSRFToken."""
    return {"csrf": get_token(request), "person": request.user.get_username() or None}


@api.post("/session", auth=None)
def sign_in(request: HttpRequest) -> Any:
    """Sign in with {username, password}; where a second factor is set up, with {code} or {passkey} too, at once or after it was asked for."""
    body = commands.json_object(request)
    if "username" not in body and signing_in.pending(request) is not None:
        return second_half(request, body)
    person = authenticate(request, username=str(body.get("username", "")), password=str(body.get("password", "")))
    if person is None:
        sentence, remedy = _("ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง"), _("ตรวจแล้วลองอีกครั้ง")
        return told(401, *wrong_or_too_early(request, Refusal("SIGN_IN_FAILED", sentence, remedy=remedy, kind=Kind.GATE)))
    if left := leaving.why_shut_out(person):
        remedy = _("ให้ปลัดลงคำสั่งดำรงตำแหน่งในทะเบียนบุคลากรก่อน")
        return told(401, Refusal("HAS_LEFT", left, remedy=remedy, kind=Kind.GATE))
    if signing_in.needs_second(person):
        signing_in.put_off(request, person)
        return second_half(request, body)
    login(request, person)
    return {"csrf": get_token(request)}


def second_half(request: HttpRequest, body: dict[str, Any]) -> Any:
    """The second factor of a sign-in, or the word that it is asked for."""
    shown = commands.given(request, body)
    if not (shown.code or shown.passkey):
        sentence, remedy = _("ต้องยืนยันอีกขั้นว่าเป็นคุณ"), _("ส่งรหัสจากแอป รหัสสำรอง หรือคำตอบของพาสคีย์")
        return told(401, Refusal("SECOND_FACTOR_NEEDED", sentence, remedy=remedy, kind=Kind.GATE))
    try:
        signing_in.finish(request, shown)
    except Refused as why:
        return told(401, *why.refusals)
    return {"csrf": get_token(request)}


@api.post("/passkey", auth=None)
def ask_passkey(request: HttpRequest) -> Any:
    """The question to a passkey: {path, command} for a signature that is about to be sent, nothing for a sign-in that waits for it."""
    body = commands.json_object(request)
    found = signing_in.pending(request)
    person: Any = request.user if request.user.is_authenticated else found and found[0]
    command = body.get("command", {})
    if not person or not isinstance(command, dict) or authenticators.Kind.WEBAUTHN not in authenticators.kinds_of(person):
        return not_found(request, ObjectDoesNotExist)
    path = str(body.get("path", reverse("api:session")))
    return JsonResponse(passkeys.ask(request, person, commands.purpose(path, command)))


@api.delete("/session", auth=django_auth, openapi_extra=SIGNED_OUT)
def sign_out(request: HttpRequest) -> dict[str, bool]:
    logout(request)
    return {"signed_out": True}


def own_office(request: HttpRequest) -> Any:
    return person_of(request).organization


@api.get("/desk", openapi_extra=READ)
def desk(request: HttpRequest) -> dict[str, Any]:
    """What waits for me, most urgent first."""
    rows = waiting.desk(person_of(request), own_office(request))
    return {"rows": [representation.desk_row(row) for row in rows[: waiting.PAGE_ROWS]], "more": len(rows) > waiting.PAGE_ROWS}


@api.get("/central", openapi_extra=READ)
def central(request: HttpRequest, system: str = "", page: int = 1) -> dict[str, Any]:
    """What waits to be typed into e-GP and e-LAAS, the oldest first."""
    entries = [entry for entry in ENTRIES.values() if system in ("", entry.system)]
    if not entries:
        raise ObjectDoesNotExist
    counts, number = missing.counts(own_office(request)), min(max(page, 1), PAGES_MAX)
    rows = missing.pending(own_office(request), entries, skip=(number - 1) * missing.PAGE_ROWS)
    return {
        "rows": [representation.pending(row) for row in rows],
        "page": number,
        "count": sum(counts[entry.code] for entry in entries),
    }


@api.get("/cases/{uuid:key}", openapi_extra=READ)
def case(request: HttpRequest, key: uuid.UUID) -> dict[str, Any]:
    """A case and its documents."""
    return representation.case(Case.objects.get(pk=key, organization=own_office(request)))


@api.get("/cases/{uuid:key}/journal", openapi_extra=READ)
def journal(request: HttpRequest, key: uuid.UUID) -> dict[str, Any]:
    """The trail of a case, oldest first."""
    found = Case.objects.get(pk=key, organization=own_office(request))
    return {"entries": [representation.entry(row) for row in queries.journal_of(found)]}


def add_procedure(procedure: Procedure) -> None:
    """The addresses of one procedure."""
    tags, base = [str(procedure.title)], f"/{procedure.code}"
    named = procedure.code

    @api.get(base, tags=tags, operation_id=f"{named}_list", openapi_extra=READ)
    def listed(request: HttpRequest, state: str = "", q: str = "", page: int = 1) -> dict[str, Any]:
        found = queries.documents_of(procedure.code, own_office(request), state=state, text=q)
        pages = Paginator(found, PAGE_ROWS)
        shown = pages.get_page(page)
        return {
            "rows": [representation.summary(row) for row in shown],
            "page": shown.number,
            "pages": pages.num_pages,
            "count": pages.count,
        }

    @api.get(base + "/{uuid:key}", tags=tags, operation_id=f"{named}_read", openapi_extra=READ)
    def read(request: HttpRequest, key: uuid.UUID) -> dict[str, Any]:
        return representation.document(
            document_for(person_of(request), procedure.model, key), person_of(request), proof_of(request)
        )

    choices.add(api, procedure, tags, base)
    rows.add(api, procedure, tags, base)
    repeating.add(api, procedure, tags, base)
    add_files(procedure, tags, base)
    for step in procedure.steps.values():
        if step.opens:
            add_opening(procedure, step, tags, base)
        elif not step.is_automatic:
            add_step(procedure, step, tags, base)


def add_files(procedure: Procedure, tags: list[str], base: str) -> None:
    """What goes with a document: its evidence, in and out, and its papers."""

    form = upload_described(procedure.steps.get("attach"))

    @api.post(base + "/{uuid:key}/attachments", tags=tags, operation_id=f"{procedure.code}_upload", openapi_extra=form)
    def attach(request: HttpRequest, key: uuid.UUID) -> Any:
        found = document_for(person_of(request), procedure.model, key)
        if "attach" not in procedure.steps:
            raise Refused([no_such_step("attach")])
        if "file" not in request.FILES:
            raise Refused([wrong_input("file", _("ไม่มีไฟล์ (file) ในคำขอ ส่งเป็น multipart/form-data"))])
        file: Any = request.FILES["file"]
        version = request.POST.get("version", "")
        engine.perform(
            person_of(request),
            found,
            "attach",
            version=int(version) if is_count(version) else found.version,
            proof=proof_of(request),
            kind=request.POST.get("kind", ""),
            file=file,
        )
        return Response({"digest": file.digest}, status=201)

    @api.get(
        base + "/{uuid:key}/attachments/{str:digest}", tags=tags, operation_id=f"{procedure.code}_attachment", openapi_extra=READ
    )
    def attachment(request: HttpRequest, key: uuid.UUID, digest: str) -> Any:
        found = document_for(person_of(request), procedure.model, key)
        row = Attachment.objects.get(document=found.pk, digest=digest)
        return FileResponse(path_of(row.digest).open("rb"), as_attachment=True, filename=row.name, content_type=row.media_type)

    @api.get(base + "/{uuid:key}/papers/{slug:name}.pdf", tags=tags, operation_id=f"{procedure.code}_paper", openapi_extra=READ)
    def paper(request: HttpRequest, key: uuid.UUID, name: str) -> HttpResponse:
        """A paper that a step has made."""
        found = document_for(person_of(request), procedure.model, key)
        try:
            return HttpResponse(opened(found, name), content_type="application/pdf")
        except LookupError:  # an unknown paper, or one that no step has made yet
            return not_found(request, ObjectDoesNotExist)


def add_opening(procedure: Procedure, step: Step, tags: list[str], base: str) -> None:
    @api.post(
        base,
        tags=tags,
        operation_id=f"{procedure.code}_{step.name}",
        summary=str(step.label),
        openapi_extra=command_described(step),
    )
    def opened(request: HttpRequest) -> Any:
        command = commands.read(request, step)
        organization = own_office(request)
        unit = commands.row_of(Unit, command.body.get("unit"), organization)
        case_ = commands.row_of(Case, command.body.get("case"), organization)
        beginning_of(
            step, choices.blank(procedure, organization, unit), command.data
        )  # from a row that is not there nothing begins
        outcome = engine.open_document(
            person_of(request), procedure.model, organization, unit=unit, case=case_, step=step.name, acted_on=command.acted_on, key=command.key,
            proof=command.proof, **command.data,
        )  # fmt: skip
        return answer(request, procedure, outcome, 201)


def add_step(procedure: Procedure, step: Step, tags: list[str], base: str) -> None:
    address = base + "/{uuid:key}/steps/" + step.name

    @api.post(
        address,
        tags=tags,
        operation_id=f"{procedure.code}_{step.name}",
        summary=str(step.label),
        openapi_extra=command_described(step),
    )
    def stepped(request: HttpRequest, key: uuid.UUID) -> Any:
        found = document_for(person_of(request), procedure.model, key)
        command = commands.read(request, step)
        outcome = engine.perform(
            person_of(request),
            found,
            step.name,
            acted_on=command.acted_on,
            version=command.version,
            key=command.key,
            proof=command.proof,
            **command.data,
        )
        return answer(request, procedure, outcome, 200)


def answer(request: HttpRequest, procedure: Procedure, outcome: engine.Outcome, status: int) -> Any:
    """The new representation; a repetition says that it is one."""
    person = person_of(request)
    body = representation.document(document_for(person, procedure.model, outcome.document.pk), person, proof_of(request))
    if outcome.replayed:
        body["replayed"] = True
    if (told := getattr(outcome.document, "told_once", None)) is not None:
        body["told_once"] = told.code
    return Response(body, status=200 if outcome.replayed else status)


for _procedure in PROCEDURES.values():
    add_procedure(_procedure)
