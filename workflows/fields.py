"""Columns that the office's facts need: satang-exact money and ordered ids."""

import re
import uuid
from contextlib import suppress
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import uuid_utils.compat
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows import thai

SATANG_PER_BAHT = 100
DECIMALS_OF_BAHT = 2
DIGITS_OF_BAHT_MAX = 15
AROUND_BAHT = re.compile(r"^\s*฿?\s*(?P<figure>.*?\d)(?:\.-)?\s*(?:บาท(?:ถ้วน)?)?\s*$", re.DOTALL)
GROUPED = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d*)?")
BAHT_MAX = Decimal(10) ** (DIGITS_OF_BAHT_MAX - DECIMALS_OF_BAHT) - Decimal("0.01")
DAY_IN_FIGURES = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})|(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})")


def new_id() -> uuid.UUID:
    """An id that sorts by the time of its making, so that a permit can name a document before it exists."""
    return uuid_utils.compat.uuid7()


def to_satang(amount_baht: Decimal | int | str) -> int:
    """Baht to whole satang.

    Raises ValidationError for what is no amount or has a third decimal: nothing is ever rounded in silence.
    """
    try:
        satang = Decimal(amount_baht) * SATANG_PER_BAHT
        whole = int(satang)
    except (InvalidOperation, TypeError, ValueError, OverflowError) as error:
        raise ValidationError(_("“%(value)s” ไม่ใช่จำนวนเงิน"), params={"value": amount_baht}) from error
    if satang != whole:
        raise ValidationError(_("“%(value)s” ละเอียดกว่าหนึ่งสตางค์"), params={"value": amount_baht})
    return whole


def to_baht(satang: int) -> Decimal:
    """Whole satang to baht with two decimals."""
    return Decimal(int(satang)).scaleb(-DECIMALS_OF_BAHT)


def by_number(table: str, *papers: str) -> list[models.Index]:
    """An index of each number that papers of a document bear: the whole number finds it at once among any many. Most are empty for long."""
    return [
        models.Index(fields=[f"{paper}_number"], name=f"{table}_{paper}", condition=~models.Q(**{f"{paper}_number": ""}))
        for paper in papers
    ]


class BahtField(models.Field):  # type: ignore[type-arg]
    """Baht, exact: a Decimal of two decimals in Python, whole satang in the database.

    SQLite would keep a decimal column as a binary fraction; whole numbers are exact on both databases, in sums and
    in constraints too. The column is therefore named `…_satang` where the attribute is named `…_baht`.
    """

    description = "baht, kept as whole satang"

    def get_internal_type(self) -> str:
        return "BigIntegerField"

    def get_attname_column(self) -> tuple[str, str]:
        attname, column = super().get_attname_column()
        return attname, column if self.db_column else column.removesuffix("_baht") + "_satang"

    def from_db_value(self, value: int | None, expression: Any, connection: Any) -> Decimal | None:
        return None if value is None else to_baht(value)

    def to_python(self, value: Any) -> Decimal | None:
        return None if value is None or value == "" else to_baht(to_satang(value))

    def get_prep_value(self, value: Any) -> int | None:
        value = super().get_prep_value(value)
        return None if value is None else to_satang(value)

    def formfield(self, **options: Any) -> forms.Field | None:  # type: ignore[override]
        return super().formfield(**{"form_class": BahtInput, **options})


class FigureInput(forms.DecimalField):
    """A figure as people write it, its thousands parted by commas or not."""

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        if isinstance(value, str) and "," in value:
            # A comma that stands elsewhere is a slip or a decimal point: 1,50 is not 150.
            if not GROUPED.fullmatch(value.strip()):
                raise ValidationError(self.error_messages["invalid"], code="invalid")
            value = value.replace(",", "")
        return super().to_python(value)


class BahtInput(FigureInput):
    """What a person types as baht: never negative, never finer than a satang, at most fifteen digits."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("min_value", Decimal(0))
        options.setdefault("max_value", BAHT_MAX)
        super().__init__(max_digits=DIGITS_OF_BAHT_MAX, decimal_places=DECIMALS_OF_BAHT, localize=False, **options)
        self.error_messages["invalid"] = _("กรอกเป็นตัวเลข เช่น 1,250.50")
        self.error_messages["max_decimal_places"] = _("ละเอียดได้ไม่เกินหนึ่งสตางค์ (ทศนิยมสองตำแหน่ง)")
        self.validators = [v for v in self.validators if not isinstance(v, (MinValueValidator, MaxValueValidator))]
        self.validators.append(MinValueValidator(self.min_value, message=_("จำนวนเงินต้องไม่น้อยกว่า %(limit_value)s บาท")))
        self.validators.append(MaxValueValidator(self.max_value, message=_("จำนวนเงินต้องไม่เกิน %(limit_value)s บาท")))

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """What papers write around an amount is no part of it: ฿450.50, 450.- and 450.50 บาท are pasted as they stand."""
        found = AROUND_BAHT.fullmatch(value) if isinstance(value, str) else None
        return super().to_python(found["figure"] if found else value)


class DayInput(forms.DateField):
    """A day as people write it: 2026-11-29, 29/11/2569 or 29 พ.ย. 2569, in Thai or Arabic digits. A year from 2400 on is of the Buddhist
    era: whoever types 2569 into the browser's own calendar means this year."""

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y"], **options)

    def to_python(self, value: Any) -> date | None:
        return super().to_python(self.of_our_era(value) if isinstance(value, str) else value)

    def of_our_era(self, text: str) -> Any:
        """The day itself, or the text with a year of the common era."""
        text = thai.arabic_digits(text.strip())
        with suppress(ValueError):
            return thai.parse_short_date(text)
        found = DAY_IN_FIGURES.fullmatch(text)
        if found is None:
            return text
        year, month, day = (found["year"], found["month"], found["day"]) if found["year"] else (found["y"], found["m"], found["d"])
        return f"{int(year) - thai.BUDDHIST_ERA_YEARS:04}-{month}-{day}" if int(year) in thai.YEARS else text
