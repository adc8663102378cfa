"""Whoever has held a post and holds none any more has left: from the day after his last one he does not come in."""

from datetime import date

from django.utils.translation import gettext as text

from workflows import clock
from workflows.dates import short_date
from workflows.models import CapacityKind, User
from workflows.office import office_of


def last_day_of(person: User) -> date | None:
    """The last day of a person who has left; None for everybody else, and for who has never held a post.

    An order to act that still runs, or a post that begins later, keeps the door open.
    """
    if person.organization is None:
        return None
    today = clock.today(person.organization)
    own = [held for held in office_of(person.organization).held if held.person == person.pk]
    posts = [held.ends_on for held in own if held.capacity.kind == CapacityKind.HOLDING]
    last = max((end for end in posts if end is not None), default=None)
    if last is None or None in posts or last >= today:
        return None
    acts_still = any(held.ends_on is None or held.ends_on >= today for held in own if held.capacity.kind != CapacityKind.HOLDING)
    return None if acts_still else last


def why_shut_out(person: User) -> str:
    """The sentence for who has left; nothing for everybody else."""
    last = last_day_of(person)
    return (
        text("%(person)s พ้นจากทุกตำแหน่งแล้วเมื่อ %(day)s จึงเข้าระบบไม่ได้") % {"person": person.full_name, "day": short_date(last)}
        if last
        else ""
    )
