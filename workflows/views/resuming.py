"""A sign-in that expired while a form was being typed: what was typed goes along through the sign-in, and stands in the form again.

Before the sign-in nothing is kept here: the page itself carries it, signed, so that nobody can lay words before somebody else.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.forms import AuthenticationForm
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from workflows.pages import SignInPage
from workflows.views.confirming import ASIDE
from workflows.views.session import KEPT_FIELD, office_name
from workflows.views.submission import Submission, submitted

LETTERS_MAX = 200_000  # far more than anybody types into one form, and far less than a request may hold

View = Callable[..., HttpResponse]


def keeps_what_is_typed(view: View) -> View:
    """Whoever sends a form and is nobody signs in, and finds the form as it was sent. Nothing is performed in between."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        if request.method != "POST" or request.user.is_authenticated:
            return view(request, *args, **options)
        typed = {name: values for name, values in request.POST.lists() if name not in ASIDE}
        if sum(len(value) for values in typed.values() for value in values) > LETTERS_MAX:
            return view(request, *args, **options)
        address = request.get_full_path()
        kept = signing.dumps({"address": address, "typed": typed, "had_files": any(request.FILES.values())}, salt=KEPT_FIELD)
        page = SignInPage(form=AuthenticationForm(request), organization=office_name(), next_url=address, kept=kept)
        return render(request, page.template, {"page": page}, status=403)

    return guarded


def resumed(request: HttpRequest, step: Any) -> Submission | None:
    """What was typed here before the sign-in ended, and a word that it stands here again; it goes with the next press."""
    kept = request.session.get(KEPT_FIELD)
    if kept is None or kept["address"] != request.get_full_path():
        return None
    if request.method == "POST":
        del request.session[KEPT_FIELD]
        return None
    told = _("การเข้าสู่ระบบครั้งก่อนหมดเวลา สิ่งที่คุณพิมพ์ไว้อยู่ในแบบฟอร์มนี้ครบแล้ว และยังไม่ได้บันทึก ตรวจแล้วกดปุ่มอีกครั้ง")
    again = _("ไฟล์ที่เลือกไว้ต้องเลือกใหม่")
    messages.info(request, f"{told} {again}" if kept["had_files"] else told)
    typed = QueryDict(mutable=True)
    typed.update(MultiValueDict(kept["typed"]))
    return submitted(step, typed, MultiValueDict())
