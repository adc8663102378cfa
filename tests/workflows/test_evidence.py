"""How a row of a side table reaches the rules: the same plain values on both databases."""

import json
from decimal import Decimal

import pytest
from django.db import connection, models

from workflows.evidence import as_python
from workflows.evidence_sql import Dialect
from workflows.fields import BahtField, new_id
from workflows.models import Party

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("value", "read"), [(None, None), ("0", "0.000"), ("12.5", "12.500"), ("999999999.999", "999999999.999")])
def test_a_decimal_is_exact_text_and_nothing_stays_nothing(value: str | None, read: str | None) -> None:
    say = Dialect(connection.vendor)
    column = say.column(models.DecimalField(max_digits=12, decimal_places=3), "x.q")
    with connection.cursor() as cursor:
        cursor.execute(f"select {say.array(column)} from (select cast(%s as decimal(12, 3)) as q) x", [value])
        (found,) = cursor.fetchone()
    assert json.loads(found) == [read] if isinstance(found, str) else found == [read]


def test_a_row_of_evidence_becomes_what_python_knows() -> None:
    key = new_id()
    typed = as_python(Party, {"id": key.hex, "organization_id": None, "is_vat_registered": 1, "name": "ก"})
    assert typed == {"id": key, "organization_id": None, "is_vat_registered": True, "name": "ก"}
    assert BahtField().to_python("1.25") == Decimal("1.25")
