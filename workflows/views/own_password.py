"""เปลี่ยนรหัสผ่านของตน: by whoever is signed in, with the old one; his other browsers are signed out by that."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.hashers import make_password
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from workflows import engine
from workflows.founding import register_of
from workflows.pages import PasswordPage
from workflows.proof import Given, prove
from workflows.refusal import Refusal, Refused, wrong_input
from workflows.registers.people import PeopleRegister
from workflows.views.confirming import PASSWORD_FIELD
from workflows.views.starting import NEW_FIELDS, faults_of_new, rules


@sensitive_post_parameters(PASSWORD_FIELD, *NEW_FIELDS)
@login_required
@never_cache
def own_password(request: HttpRequest) -> HttpResponse:
    """The old one, and the new one twice."""
    person: Any = request.user
    if person.organization is None:
        raise Http404
    refused = None
    if request.method == "POST":
        try:
            change(request, person)
            messages.success(request, _("เปลี่ยนรหัสผ่านแล้ว เครื่องอื่นที่เปิดค้างไว้ออกจากระบบแล้ว"))
            return redirect("identity")
        except Refused as why:
            refused = why
    page = PasswordPage(rules=rules(), refusals=refused.refusals if refused else ())
    return render(request, page.template, {"page": page}, status=refused.status if refused else 200)


def change(request: HttpRequest, person: Any) -> None:
    """What was typed, done; this browser stays signed in. Raises Refused with everything that is wrong."""
    typed = {name: request.POST.get(name, "") for name in (PASSWORD_FIELD, *NEW_FIELDS)}
    new = typed["new_password1"]
    refusals = [*against_old(request, person, typed[PASSWORD_FIELD]), *faults_of_new(person, typed)]
    if new and new == typed[PASSWORD_FIELD]:
        refusals.append(wrong_input("new_password1", _("รหัสผ่านใหม่ต้องต่างจากเดิม")))
    if refusals:
        raise Refused(refusals)
    was, hashed = person.password, make_password(new)
    engine.perform(
        None, register_of(person.organization, PeopleRegister), "change_password", person=person, was=was, password=hashed
    )
    person.password = hashed
    update_session_auth_hash(request, person)


def against_old(request: HttpRequest, person: Any, password: str) -> tuple[Refusal, ...]:
    """What speaks against the old password; wrong ones are counted with those of the sign-in."""
    if not password:
        return (wrong_input("password", _("ต้องกรอกช่องนี้")),)
    try:
        prove(person, Given(password=password), request)
    except Refused as refused:
        return refused.refusals
    return ()
