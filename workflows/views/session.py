"""Signing in and out, and what a person chooses for the eyes."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import views
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from workflows import clock, queries, starting_codes
from workflows.browsers import YEAR_SECONDS
from workflows.dates import short_time
from workflows.leaving import why_shut_out
from workflows.models import Organization
from workflows.pages import Shell, SignInPage
from workflows.signing_in import needs_second, put_off
from workflows.slowing import told_to_wait
from workflows.who_acted import stand_in

CONTRAST_COOKIE = "contrast"
KEPT_FIELD = "kept"  # what was typed before the sign-in ended
KEPT_SECONDS = 7 * 24 * 60 * 60


class SignIn(views.LoginView):
    """Name and password; whoever was wrong repeatedly waits, and is told for how long (`workflows/slowing.py`)."""

    template_name = SignInPage.template

    def get(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        """A part of a page that asks to be refreshed after the session has ended: the whole page comes here, not the part."""
        response: HttpResponse = super().get(request, *args, **options)
        if "HX-Request" in request.headers:
            response["HX-Redirect"] = request.get_full_path()
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        """The right password; where a second factor is set up it is asked for before anybody is signed in."""
        person = form.get_user()
        if left := why_shut_out(person):
            page = SignInPage(form=form, organization=office_name(), left=left)
            return render(self.request, page.template, {"page": page}, status=403)
        self.keep_for(person)
        if not needs_second(person):
            greet(self.request, person)
            return super().form_valid(form)
        put_off(self.request, person, self.get_success_url())
        return redirect("second_factor")

    def keep_for(self, person: Any) -> None:
        """What was typed in the person's own name goes along; of what somebody else left here nothing does, nor of an earlier sign-in half done."""
        kept = self.kept()
        self.request.session.pop(KEPT_FIELD, None)
        if kept is None:
            return
        if kept.get("person") == str(person.pk):
            self.request.session[KEPT_FIELD] = kept
        else:
            messages.info(self.request, _("สิ่งที่พิมพ์ค้างไว้ไม่ได้พิมพ์ในชื่อของคุณ จึงไม่แสดง"))

    def kept(self) -> dict[str, Any] | None:
        """What was typed into a form before the sign-in ended, where this page carries it unchanged."""
        try:
            return dict(signing.loads(self.request.POST.get(KEPT_FIELD, ""), salt=KEPT_FIELD, max_age=KEPT_SECONDS))
        except signing.BadSignature:
            return None

    def get_context_data(self, **options: Any) -> dict[str, Any]:
        context = super().get_context_data(**options)
        form, kept = context["form"], self.kept()
        context["page"] = SignInPage(
            form=form, organization=office_name(), next_url=self.get_redirect_url(), has_failed=getattr(self.request, "is_judged", form.is_bound),
            waits=told_to_wait(self.request),
            kept=self.request.POST.get(KEPT_FIELD, "") if kept else "", asks_for_files_alone=kept is not None and not kept["typed"],
        )  # fmt: skip
        return context


sign_in = SignIn.as_view(redirect_authenticated_user=True)
sign_out = views.LogoutView.as_view()


def greet(request: HttpRequest, person: Any) -> None:
    """The first sign-in with a password that a starting code has set, before it is noted: whose hands that code went through, and when."""
    row = starting_codes.used_since(person, person.last_login)
    if row is not None and row.used_at is not None:
        words = {"issuer": row.issued_by.full_name, "issued": short_time(row.issued_at), "used": short_time(row.used_at)}
        told = _("รหัสผ่านนี้ตั้งเมื่อ %(used)s ด้วยรหัสเริ่มต้นที่ %(issuer)s ออกให้เมื่อ %(issued)s ถ้าคุณไม่ได้เป็นผู้ขอหรือผู้ตั้ง แจ้งปลัดทันที") % words
        messages.warning(request, told)


def office_name() -> str:
    """The office that this installation serves, where it serves one."""
    names = list(Organization.objects.filter(is_practice=False).values_list("name", flat=True)[:2])
    return names[0] if len(names) == 1 else ""


@require_POST
def contrast(request: HttpRequest) -> HttpResponse:
    """High contrast on or off, remembered in a cookie."""
    target = request.POST.get("next", "/")
    safe = target if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}) else "/"
    response = redirect(safe)
    response.set_cookie(
        CONTRAST_COOKIE,
        "high" if request.POST.get("contrast") == "high" else "",
        max_age=YEAR_SECONDS,
        samesite="Lax",
        httponly=True,
    )
    return response


def shell(request: HttpRequest) -> dict[str, Any]:
    """What stands around every page; a context processor."""
    person: Any = getattr(request, "user", None)
    organization = getattr(person, "organization", None)
    held = queries.capacities_of(person, organization, clock.today(organization)) if organization else ()
    own = [capacity.title for capacity in held if not capacity.stands_for]
    return {
        "shell": Shell(
            organization=organization.short_name if organization else "",
            now=clock.now(),
            person=person.full_name if organization else "",
            position=own[0] if own else "",
            acting=tuple(stand_in(capacity.kind, capacity.stands_for) for capacity in held if capacity.stands_for),
            is_practice=bool(organization and organization.is_practice),
            has_high_contrast=request.COOKIES.get(CONTRAST_COOKIE) == "high",
            search=request.GET.get("q", ""),
        )
    }
