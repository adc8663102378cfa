"""Money in the finance officer's hands for which nobody has opened a day: it waits for no desk by itself, so whoever may open the day is told."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Min, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from disbursement.fund_day import FundDay
from disbursement.remittance import Remittance
from disbursement.remittance import State as Remitting
from workflows.dates import short_date
from workflows.models import Organization
from workflows.notices import NOTICES
from workflows.pages import Notice
from workflows.thai import baht


def unopened(organization: Organization, procedures: frozenset[str]) -> Iterator[Notice]:
    """To whoever may open a day: how many slips wait for one, what they come to, and since when."""
    if FundDay.Procedure.code not in procedures:
        return
    waiting = Remittance.objects.filter(organization=organization, procedure=Remittance.Procedure.code, state=Remitting.RECEIVED)
    if (open_day := last_open(organization)) is not None:
        waiting = waiting.filter(received_on__gt=open_day)
    found = waiting.aggregate(count=Count("pk"), baht=Sum("amount_baht"), since=Min("received_on"))
    if found["count"]:
        words = {"count": found["count"], "amount": baht(found["baht"])}
        sentence = _("ใบนำส่งเงิน %(count)s ใบ รวม %(amount)s บาท รับเงินแล้ว รอเปิดเงินประจำวัน") % words
        yield Notice(sentence, *way_for(organization, found["since"]), is_warning=True)


def way_for(organization: Organization, since: date) -> tuple[str, str]:
    """What to do with them, and where: their day is opened, or brought back as long as it can be, or the next day takes them in."""
    day, opening = {"day": short_date(since)}, reverse("open", args=[FundDay.Procedure.code])
    summed = (
        FundDay.objects.filter(organization=organization, day__gte=since)
        .exclude(state=FundDay.State.WITHDRAWN)
        .order_by("-day")
        .first()
    )
    if summed is None:
        return _("รับเงินตั้งแต่ %(day)s กดเพื่อเปิดเงินประจำวันของวันนั้น") % day, opening
    day["day"] = short_date(summed.day)
    if summed.state in (FundDay.State.CHECKING, FundDay.State.COMPARING):
        note = _("ใบสำคัญสรุปของวันที่ %(day)s จัดทำแล้ว ขอให้ผู้ที่ถืออยู่ส่งคืนให้จัดทำใหม่ แล้วใบนี้จะเข้าวันนั้นด้วย กดเพื่อไปที่เรื่อง")
    else:
        note = _("เงินของวันที่ %(day)s ผ่านการตรวจแล้ว ใบนี้จะเข้าเงินประจำวันของวันถัดไป พร้อมเหตุที่ลงบัญชีหลังวันรับเงิน กดเพื่อดูวันนั้น")
    return note % day, reverse("case", args=[summed.case_id])


def last_open(organization: Organization) -> Any:
    """The day that is open and will take in what was received until it; None where none is."""
    opened = FundDay.objects.filter(organization=organization, procedure=FundDay.Procedure.code, state=FundDay.State.OPEN)
    return opened.order_by("-day").values_list("day", flat=True).first()


NOTICES.append(unopened)
