"""โทเคนของเครื่อง on the pages: one's own beside the other ways to be known, everybody's in the people register, a new one once."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from workflows import clock, tokens
from workflows.dates import short_date
from workflows.founding import register_of
from workflows.models import MachineToken, User
from workflows.pages import Table, TokenPage, TokenShown
from workflows.registers.people import PeopleRegister
from workflows.views.people_tables import people_tables
from workflows.views.register_tables import HOLDINGS, RegisterSeen, count, even


def own_tokens(person: User) -> tuple[TokenShown, ...]:
    """Those of a person that have not been taken back, the newest first."""
    if person.organization is None:
        return ()
    today = clock.today(person.organization)
    return tuple(
        TokenShown(
            name=token.name,
            given_on=token.given_on,
            ends_on=token.ends_on,
            is_over=today > token.ends_on,
            used_at=clock.localized(token.last_used_at) if token.last_used_at else None,
            take_back_url=f"{step_url(person, 'take_back_token')}?token={token.pk}",
        )
        for token in MachineToken.objects.filter(person=person, taken_back_on=None).order_by("-given_on", "name")
    )


def step_url(person: User, step: str) -> str:
    """The form of a step of the people register; nothing for whoever belongs to no office."""
    if person.organization is None:
        return ""
    return reverse("step", args=["people_register", register_of(person.organization, PeopleRegister).pk, step])


def token_told(request: HttpRequest, issued: tokens.Issued) -> HttpResponse:
    """The answer to whoever has had a token made. Nobody can ask for it again, and no browser keeps it."""
    page = TokenPage(
        code=issued.code,
        name=issued.name,
        ends_on=issued.ends_on,
        address=settings.PUBLIC_ADDRESS + "/api/v1/desk",
        back_url=reverse("identity"),
    )
    response = render(request, page.template, {"page": page})
    add_never_cache_headers(response)
    return response


def tokens_table(seen: RegisterSeen) -> Table:
    """Every token of the office that may still be used; those that were taken back are in the trail."""
    today, rows = clock.today(seen.organization), []
    found = MachineToken.objects.filter(organization=seen.organization, taken_back_on=None, ends_on__gte=today)
    for token in found.select_related("person").order_by("person__full_name", "name"):
        used = short_date(clock.localized(token.last_used_at).date()) if token.last_used_at else _("ยังไม่เคยใช้")
        way = seen.way("withdraw_token", _("เพิกถอน"), token=token.pk)
        rows.append(seen.row(token.person.full_name, token.name, short_date(token.ends_on), used, ways=(way,)))
    columns = seen.columns(_("เจ้าของ"), _("ใช้กับอะไร"), _("ถึง"), _("ใช้ล่าสุด"), ways=("withdraw_token",))
    title, empty = _("โทเคนของเครื่องที่ใช้อยู่"), _("ไม่มีเครื่องใดทำงานแทนใคร")
    return Table(columns, even(tuple(rows), columns), title, summary=count(len(rows)), is_open=False, empty=empty)


def people_and_tokens(seen: RegisterSeen) -> tuple[Table, ...]:
    return (*people_tables(seen), tokens_table(seen))


HOLDINGS.update(people_register=people_and_tokens)
