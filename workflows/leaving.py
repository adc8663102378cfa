"""Whoever has held a post and holds none any more has left: from the day after his last one he does not come in."""

from datetime import date

from django.utils.translation import gettext as text

from workflows import clock
from workflows.dates import short_date
from workflows.models import ActingOrder, Holding, User


def last_day_of(person: User) -> date | None:
    """The last day of a person who has left; None for everybody else, and for who has never held a post.

    An order to act that still runs, or a post that begins later, keeps the door open.
    """
    if person.organization is None:
        return None
    today = clock.today(person.organization)
    ends = list(Holding.objects.filter(person=person).values_list("ends_on", flat=True))
    last = max((end for end in ends if end is not None), default=None)
    if last is None or None in ends or last >= today:
        return None
    return None if ActingOrder.objects.filter(person=person, ends_on__gte=today).exists() else last


def why_shut_out(person: User) -> str:
    """The sentence for who has left; nothing for everybody else."""
    last = last_day_of(person)
    return (
        text("%(person)s พ้นจากทุกตำแหน่งแล้วเมื่อ %(day)s จึงเข้าระบบไม่ได้") % {"person": person.full_name, "day": short_date(last)}
        if last
        else ""
    )
