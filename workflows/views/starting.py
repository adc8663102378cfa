"""รหัสเริ่มต้น: shown once to whoever has issued it, and taken from whoever sets a password with it."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from workflows import clock, engine, starting_codes
from workflows.founding import register_of
from workflows.models import User
from workflows.pages import Link, StartingCodePage, StartingPage
from workflows.proof import wrong_or_too_early
from workflows.refusal import Refusal, Refused, wrong_input
from workflows.registers.hands import wrong_starting_code
from workflows.registers.people import PeopleRegister
from workflows.views.session import office_name

NEW_FIELDS = ("new_password1", "new_password2")
FIELDS = ("username", "starting_code", *NEW_FIELDS)


def told_once(request: HttpRequest, register: Any) -> HttpResponse:
    """The answer to whoever has issued a code. Nobody can ask for it again, and no browser keeps it."""
    issued = register.told_once
    page = StartingCodePage(
        code=issued.code,
        person=issued.person,
        username=issued.username,
        good_until=clock.localized(issued.expires_at),
        address=settings.PUBLIC_ADDRESS + reverse("start"),
        register_url=reverse("register", args=[register.procedure]),
        then=then(request, register),
    )
    response = render(request, page.template, {"page": page})
    add_never_cache_headers(response)
    return response


def then(request: HttpRequest, register: Any) -> Link | None:
    """The form for the next who cannot sign in yet, with the reason that was just given."""
    issuer: Any = request.user
    person = starting_codes.without_any_way_in(register.organization).exclude(pk=issuer.pk).first()
    if person is None:
        return None
    asked = urlencode({"person": person.pk, "reason": request.POST.get("reason", "")})
    return Link(person.full_name, f"{reverse('step', args=[register.procedure, register.pk, 'issue_starting_code'])}?{asked}")


def rules() -> tuple[str, ...]:
    """What a password must be, in words."""
    return tuple(map(str, password_validators_help_texts()))


def faults_of_new(person: User, typed: Mapping[str, str]) -> list[Refusal]:
    """What is wrong with a new password that was typed twice."""
    form: SetPasswordForm[User] = SetPasswordForm(person, {name: typed[name] for name in NEW_FIELDS})
    return [wrong_input(name, str(sentence)) for name, errors in form.errors.items() for sentence in errors]


@sensitive_post_parameters(*FIELDS)
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """Set the own password with a starting code; then sign in with it, with the second factor too where there is one."""
    refused = None
    if request.method == "POST":
        try:
            set_password(request)
            messages.success(request, _("ตั้งรหัสผ่านแล้ว เข้าสู่ระบบด้วยรหัสผ่านใหม่ได้เลย"))
            return redirect("sign_in")
        except Refused as why:
            refused = why
    page = StartingPage(
        organization=office_name(),
        username=request.POST.get("username", ""),
        starting_code=request.POST.get("starting_code", ""),
        rules=rules(),
        refusals=refused.refusals if refused else (),
    )
    return render(request, page.template, {"page": page}, status=refused.status if refused else 200)


def set_password(request: HttpRequest) -> None:
    """What was typed, done. Raises Refused with everything that is wrong."""
    typed = {name: request.POST.get(name, "") for name in FIELDS}
    if any("\x00" in value for value in typed.values()):  # which no keyboard types, and PostgreSQL cannot look for
        raise Refused([wrong_starting_code()])
    empty = [name for name in ("username", "starting_code") if not typed[name].strip()]
    refusals = [wrong_input(name, _("ต้องกรอกช่องนี้")) for name in empty]
    person: Any = None
    if not empty:
        person = authenticate(request, username=typed["username"].strip(), starting_code=typed["starting_code"])
        refusals = [] if person else wrong_or_too_early(request, wrong_starting_code())
    refusals += faults_of_new(person or User(username=typed["username"].strip()), typed)
    if person is None or refusals:
        raise Refused(refusals)
    register = register_of(person.organization, PeopleRegister)
    hashed = make_password(typed["new_password1"])
    engine.perform(None, register, "use_starting_code", person=person, code=typed["starting_code"], password=hashed)
