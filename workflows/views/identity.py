"""การยืนยันตัวตน: what a person has set up besides the password, to add and to remove, each change confirmed anew."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import segno
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from workflows import authenticators, clock, passkeys
from workflows.authenticators import Kind
from workflows.models import User
from workflows.pages import AuthenticatorShown, ConfirmedPage, Confirming, IdentityPage, NewCodePage, NewPasskeyPage
from workflows.proof import Means, prove
from workflows.refusal import Kind as RefusalKind
from workflows.refusal import Refusal, Refused, wrong_input
from workflows.views.confirming import confirming, given
from workflows.views.tokens import own_tokens, step_url

SECRET = "new_authenticator_secret"  # noqa: S105  the name under which the session keeps it, encrypted, until its first code
NAME_LETTERS_MAX = 60
LETTERS_TOGETHER = 4


@login_required
@never_cache
def identity(request: HttpRequest) -> HttpResponse:
    """What the person has set up."""
    return shown(request, request.user)  # type: ignore[arg-type]


def shown(request: HttpRequest, person: User, recovery_codes: tuple[str, ...] = ()) -> HttpResponse:
    found = Authenticator.objects.filter(user=person, type__in=authenticators.SECOND).order_by("created_at")
    rows = tuple(row(one) for one in found)
    page = IdentityPage(
        authenticators=rows,
        has_code=any(one.type == Kind.TOTP for one in found),
        recovery_codes_left=authenticators.recovery_codes_left(person),
        recovery_codes=recovery_codes,
        asks_two=confirming(person).asks_two,
        tokens=own_tokens(person),
        new_token_url=step_url(person, "give_token"),
    )
    return render(request, page.template, {"page": page})


def row(one: Authenticator) -> AuthenticatorShown:
    return AuthenticatorShown(
        title=name_of(one),
        kind=str(Means.CODE.label if one.type == Kind.TOTP else Means.PASSKEY.label),
        made_at=clock.localized(one.created_at),
        used_at=clock.localized(one.last_used_at) if one.last_used_at else None,
        remove_url=reverse("identity_remove", args=[one.pk]),
    )


def name_of(one: Authenticator) -> str:
    return _("แอปยืนยันตัวตน") if one.type == Kind.TOTP else str(one.wrap().name)


@login_required
@never_cache
def code(request: HttpRequest) -> HttpResponse:
    """An application that makes codes: its key in the session until it has shown its first code."""
    person: Any = request.user
    if Kind.TOTP in authenticators.kinds_of(person):
        return redirect("identity")
    secret = secret_of(request)
    try:
        if request.method != "POST":
            return new_code(request, person, secret)
        typed = request.POST.get("new_code", "").strip()
        confirm(request, person, faults_of_code(secret, typed))
        if not authenticators.set_up_codes(person, secret, typed):
            raise Refused([wrong_new_code()])
    except Refused as refused:
        return new_code(request, person, secret, refused)
    del request.session[SECRET]
    return added(request, person)


def faults_of_code(secret: str, typed: str) -> list[Refusal]:
    if not typed:
        return [wrong_input("new_code", _("ต้องกรอกช่องนี้"))]
    return [] if authenticators.shows(secret, typed) else [wrong_new_code()]


def wrong_new_code() -> Refusal:
    return wrong_input("new_code", _("รหัสนี้ไม่ตรงกับที่แอปควรแสดง ตรวจว่าสแกนภาพล่าสุด และนาฬิกาของโทรศัพท์ตรง"))


def secret_of(request: HttpRequest) -> str:
    """The key that waits in this session, or a new one."""
    kept = request.session.get(SECRET)
    if kept is None:
        kept = request.session[SECRET] = get_adapter().encrypt(authenticators.new_secret())
    return str(get_adapter().decrypt(kept))


def new_code(request: HttpRequest, person: User, secret: str, refused: Refused | None = None) -> HttpResponse:
    picture = segno.make(authenticators.address_of(person, secret), error="m", micro=False)
    page = NewCodePage(
        title=_("เพิ่มแอปยืนยันตัวตน"),
        sentence=_("แอปแสดงรหัสหกหลักที่เปลี่ยนเรื่อย ๆ ใช้ได้แม้ไม่มีสัญญาณ"),
        submit=_("เพิ่มแอปนี้"),
        confirming=changing(person),
        passkey_url="",
        picture=mark_safe(picture.svg_inline(omitsize=True, svgclass=None, lineclass=None, title=_("ภาพสำหรับสแกนด้วยแอป"))),  # noqa: S308  drawn here, of our own address
        secret=" ".join(secret[at : at + LETTERS_TOGETHER] for at in range(0, len(secret), LETTERS_TOGETHER)),
        new_code=request.POST.get("new_code", ""),
        refusals=refused.refusals if refused else (),
    )
    return render(request, page.template, {"page": page}, status=refused.status if refused else 200)


def changing(person: User) -> Confirming:
    """What a change is confirmed with: whoever has a second factor, by it or by a recovery code."""
    found = confirming(person)
    return replace(found, asks_two=False, is_signature=False, may_recover=found.has_second)


def added(request: HttpRequest, person: User) -> HttpResponse:
    """The first one brings the recovery codes along, which are shown this once."""
    messages.success(request, _("เพิ่มแล้ว ครั้งต่อไปที่เข้าสู่ระบบ ระบบจะถามด้วย"))
    if Kind.RECOVERY_CODES in authenticators.kinds_of(person):
        return redirect("identity")
    return shown(request, person, tuple(authenticators.new_recovery_codes(person)))


@login_required
@never_cache
def passkey(request: HttpRequest) -> HttpResponse:
    """A passkey, named by its owner."""
    person: Any = request.user
    if request.method != "POST":
        return new_passkey(request, person)
    try:
        name, answer = request.POST.get("name", "").strip(), passkeys.read_answer(request.POST.get("credential", ""))
        confirm(request, person, [*faults_of_name(name), *(() if answer else (not_made(),))])
        if not passkeys.add(request, person, name, answer):
            raise Refused([not_made()])
    except Refused as refused:
        return new_passkey(request, person, refused)
    return added(request, person)


def faults_of_name(name: str) -> list[Refusal]:
    if name and len(name) <= NAME_LETTERS_MAX and name.isprintable():
        return []
    return [wrong_input("name", _("ตั้งชื่อไม่เกิน %(most)s ตัวอักษร") % {"most": NAME_LETTERS_MAX})]


def not_made() -> Refusal:
    return Refusal("WRONG_INPUT", _("เครื่องไม่ได้สร้างพาสคีย์สำหรับหน้านี้"), remedy=_("กดเพิ่มพาสคีย์อีกครั้ง หรือใช้เครื่องอื่น"))


@login_required
@require_POST
def passkey_options(request: HttpRequest) -> JsonResponse:
    """What the browser needs to make one."""
    return JsonResponse(passkeys.ask_to_add(request, request.user))  # type: ignore[arg-type]


def new_passkey(request: HttpRequest, person: User, refused: Refused | None = None) -> HttpResponse:
    page = NewPasskeyPage(
        title=_("เพิ่มพาสคีย์"),
        sentence=_("เครื่องจะถามนิ้ว ใบหน้า หรือรหัสของเครื่อง ซึ่งไม่ออกจากเครื่อง"),
        submit=_("เพิ่มพาสคีย์"),
        confirming=replace(changing(person), has_passkey=False),  # a second question to the device would only confuse the first
        passkey_url="",
        name=request.POST.get("name", ""),
        options_url=reverse("identity_passkey_options"),
        refusals=refused.refusals if refused else (),
    )
    return render(request, page.template, {"page": page}, status=refused.status if refused else 200)


@login_required
@never_cache
def remove(request: HttpRequest, key: int) -> HttpResponse:
    """Remove one of one's own. With the last one the recovery codes go."""
    person: Any = request.user
    one = Authenticator.objects.filter(user=person, type__in=authenticators.SECOND, pk=key).first()
    if one is None:
        raise Http404
    refused = confirmed(request, person) if request.method == "POST" else None
    if request.method == "POST" and refused is None:
        authenticators.remove(one)
        messages.success(request, _("ถอน “%(name)s” แล้ว") % {"name": name_of(one)})
        return redirect("identity")
    title = _("ถอน “%(name)s”") % {"name": name_of(one)}
    return change(request, person, title, _("ถอนแล้วใช้เข้าสู่ระบบและลงนามไม่ได้อีก ลายมือชื่อที่ลงไปแล้วไม่เปลี่ยน"), _("ถอนออก"), refused)


@login_required
@never_cache
def recovery(request: HttpRequest) -> HttpResponse:
    """New recovery codes; the old ones are void."""
    person: Any = request.user
    if not authenticators.has_second(authenticators.kinds_of(person)):
        raise Http404
    refused = confirmed(request, person) if request.method == "POST" else None
    if request.method == "POST" and refused is None:
        return shown(request, person, tuple(authenticators.new_recovery_codes(person)))
    return change(request, person, _("ออกรหัสสำรองชุดใหม่"), _("รหัสสำรองชุดเดิมใช้ไม่ได้อีก"), _("ออกรหัสสำรองชุดใหม่"), refused)


def confirm(request: HttpRequest, person: User, faults: Sequence[Refusal] = ()) -> None:
    """Raises Refused with everything that is wrong: the form's own `faults`, and what speaks against the proof. No command of the engine
    comes of it, so what was given is good once, whatever key the form carries; a form that is refused anyway does not spend it.

    Where a second factor is set up the password alone changes nothing: whoever has it, and finds the session open, would put a factor of
    his own in place of the person's and sign in two.
    """
    shown = replace(given(request), has_key=False, may_recover=True)
    is_good_once = bool(shown.code or shown.passkey)
    if authenticators.has_second(authenticators.kinds_of(person)) and not is_good_once:
        raise Refused([*faults, second_needed()])
    if faults and is_good_once:
        raise Refused(faults)
    try:
        prove(person, shown, request)
    except Refused as refused:
        raise Refused([*faults, *refused.refusals]) from refused
    if faults:
        raise Refused(faults)


def second_needed() -> Refusal:
    remedy = _("ใส่รหัสจากแอปหรือรหัสสำรอง หรือยืนยันด้วยพาสคีย์")
    return Refusal("SECOND_FACTOR_NEEDED", _("ต้องยืนยันอีกขั้นว่าเป็นคุณ"), remedy=remedy, kind=RefusalKind.GATE, field="code")


def confirmed(request: HttpRequest, person: User) -> Refused | None:
    """What speaks against taking this for the person's own wish; nothing once it is confirmed."""
    try:
        confirm(request, person)
    except Refused as refused:
        return refused
    return None


def change(request: HttpRequest, person: User, title: str, sentence: str, submit: str, refused: Refused | None) -> HttpResponse:
    page = ConfirmedPage(
        title=title, sentence=sentence, submit=submit, confirming=changing(person), passkey_url="",
        refusals=refused.refusals if refused else (),
    )  # fmt: skip
    return render(request, page.template, {"page": page}, status=refused.status if refused else 200)
