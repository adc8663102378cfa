"""Canonical bytes are what Python's own JSON writes, sorted and without spaces: so they were when the first entries were signed."""

import json
import uuid
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from workflows.canonical import canonical
from workflows.models import User
from workflows.proof import Means

OFFICER = User(id=uuid.UUID("0192f0c1-9f3e-7a51-8a3e-5b1d2c3e4f50"), full_name="อรทัย ใจดี")


@pytest.mark.parametrize(
    "value",
    [
        'ก"\\/\b\f\n\r\t\x00\x1f\x7f\u2028\U0001f600',
        {"ข": 1, "ก": 2, "b": 3, "B": 4, "_": 5, "\uffff": 6, "\U0001f600": 7, "": 8},
        [None, True, False, 0, -1, 10**18, 2**70, [], {}],
        {"rows": [{"item": "กระดาษ", "price_satang": 15000}, {"price_satang": 0, "item": ""}]},
        (1, (2, 3)),
    ],
)
def test_it_is_pythons_own_json(value: Any) -> None:
    assert canonical(value) == json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (OFFICER, '"0192f0c19f3e7a518a3e5b1d2c3e4f50"'),
        (OFFICER.pk, '"0192f0c19f3e7a518a3e5b1d2c3e4f50"'),
        (date(2027, 2, 1), '"2027-02-01"'),
        (Decimal("1070.00"), '"1070.00"'),
        (Means.PASSWORD, '"password"'),
        (mark_safe("ตรวจรับแล้ว"), '"ตรวจรับแล้ว"'),
        (_("รหัสผ่าน"), '"รหัสผ่าน"'),
        ({"means": (Means.PASSWORD, Means.CODE)}, '{"means":["password","code"]}'),
    ],
)  # fmt: skip
def test_what_json_does_not_know(value: Any, told: str) -> None:
    assert canonical(value) == told
