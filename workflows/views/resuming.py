"""A form that was sent too late, when the sign-in or the page's own token had ended: what was typed stands in the form again.

Before a sign-in nothing is kept here: the page itself carries it, signed, so that nobody can lay words before somebody else. For the
same reason a token that is wrong is believed to be too old only where the browser says that the form came from a page of ours. Whose
words they are the browser knows by a cookie: several people sit at one machine of an office, and the next one reads nothing of them.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.forms import AuthenticationForm
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views import csrf

from workflows.browsers import last_person, remember
from workflows.pages import SignInPage
from workflows.views.confirming import ASIDE
from workflows.views.session import KEPT_FIELD, office_name
from workflows.views.submission import Submission, submitted

LETTERS_MAX = 200_000  # far more than anybody types into one form, and far less than a request may hold

View = Callable[..., HttpResponse]
# `address` of the form, what was `typed` into it and by which `person`, whether it `had_files`; `is_old` where the page's token had ended,
# not the sign-in.
Kept = dict[str, Any]
Keeping = Callable[..., Kept | None]


class LastPerson:
    """Leaves with the browser, signed, who sat there last: it says whose words a form holds that is sent when nobody is signed in any more."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.session.accessed and request.user.is_authenticated and last_person(request) != str(request.user.pk):
            remember(response, str(request.user.pk))
        return response


def keeps(keeping: Keeping) -> Callable[[View], View]:
    """Whoever sends a form and is nobody signs in, and finds what `keeping` reads of it. Nothing is performed in between."""

    def guarding(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
            if request.method != "POST" or request.user.is_authenticated:
                return view(request, *args, **options)
            kept = keeping(request, *args, **options)
            return view(request, *args, **options) if kept is None else sign_in_first(request, kept)

        guarded.keeping = keeping  # type: ignore[attr-defined]
        return guarded

    return guarding


def as_typed(request: HttpRequest, *_args: Any, **_options: Any) -> Kept | None:
    """The form as it was sent, without what confirms; nothing where it is more than anybody types."""
    typed = {name: values for name, values in request.POST.lists() if name not in ASIDE}
    if sum(len(value) for values in typed.values() for value in values) > LETTERS_MAX:
        return None
    return {"address": request.get_full_path(), "typed": typed, "had_files": any(request.FILES.values())}


keeps_what_is_typed = keeps(as_typed)


def sign_in_first(request: HttpRequest, kept: Kept) -> HttpResponse:
    page = SignInPage(
        form=AuthenticationForm(request),
        organization=office_name(),
        next_url=kept["address"],
        kept=signing.dumps({**kept, "person": last_person(request)}, salt=KEPT_FIELD),
        asks_for_files_alone=not kept["typed"],
    )
    return render(request, page.template, {"page": page}, status=403)


def token_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A wrong token. A page of ours that stood open too long opens again as it was typed; to anybody else the door stays shut."""
    found = request.resolver_match
    keeping = getattr(found.func, "keeping", None) if found else None
    is_ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    kept = keeping(request, *found.args, **found.kwargs) if found and keeping and is_ours else None
    if kept is None:
        return csrf.csrf_failure(request, reason)
    if not request.user.is_authenticated:
        return sign_in_first(request, kept)
    request.session[KEPT_FIELD] = {**kept, "is_old": True}
    return redirect(kept["address"])


def resumed(request: HttpRequest, step: Any) -> Submission | None:
    """What was typed into the form of a step, if it was sent too late."""
    typed = typed_before(request)
    return submitted(step, typed, MultiValueDict()) if typed is not None else None


def keep(request: HttpRequest, kept: Kept | None) -> None:
    """A form that somebody leaves for a moment, to come back to it."""
    if kept is not None:
        request.session[KEPT_FIELD] = {**kept, "was_left": True}


def typed_before(request: HttpRequest) -> QueryDict | None:
    """What was typed here and sent too late, and a word that it stands here again; it goes with the next press."""
    kept = request.session.get(KEPT_FIELD)
    if kept is None or kept["address"] != request.get_full_path():
        return None
    if request.method == "POST":
        del request.session[KEPT_FIELD]
        return None
    messages.info(request, " ".join(words_of(kept)))
    typed = QueryDict(mutable=True)
    typed.update(MultiValueDict(kept["typed"]))
    return typed


def words_of(kept: Kept) -> list[str]:
    if kept.get("was_left"):
        return [_("สิ่งที่คุณพิมพ์และเลือกไว้อยู่ในแบบฟอร์มนี้ครบแล้ว"), *([_("ไฟล์ที่เลือกไว้ต้องเลือกใหม่")] if kept["had_files"] else [])]
    why = _("หน้านี้เปิดค้างไว้นานเกินไป จึงยังไม่ได้บันทึก") if kept.get("is_old") else _("การเข้าสู่ระบบครั้งก่อนหมดเวลา จึงยังไม่ได้บันทึก")
    again = (
        _("สิ่งที่คุณพิมพ์และเลือกไว้อยู่ในแบบฟอร์มของหน้านี้ครบแล้ว ตรวจแล้วกดปุ่มอีกครั้ง ถ้าไปหน้าอื่นก่อน กลับมาเปิดหน้านี้ก็ยังอยู่จนกว่าจะกดปุ่มหรือออกจากระบบ")
        if kept["typed"]
        else ""
    )
    return [part for part in (why, again, _("ไฟล์ที่เลือกไว้ต้องเลือกใหม่") if kept["had_files"] else "") if part]
