"""Numbers of a fiscal year (พ.ศ.), given at the lawful moment, with none missing."""

from datetime import date

from django.db import connections

from workflows.calendar import fiscal_year
from workflows.fields import new_id
from workflows.ids import as_id
from workflows.models import Organization

TAKE = """insert into workflows_numberseries (id, organization_id, name, fiscal_year, last) values (%s, %s, %s, %s, 1)
on conflict (organization_id, name, fiscal_year) do update set last = workflows_numberseries.last + 1 returning last"""


def take(organization: Organization, series: str, on: date) -> str:
    """The next number as people write it, `41/2570`.

    The row stays locked until the transaction ends: a number whose step fails is given to the next one.
    """
    year = fiscal_year(on)
    with connections["default"].cursor() as cursor:
        cursor.execute(TAKE, [as_id(new_id()), as_id(organization.pk), series, year])
        return f"{cursor.fetchone()[0]}/{year}"
