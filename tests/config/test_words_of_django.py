"""What Django itself says to people, in Thai that an officer understands."""

from pathlib import Path
from typing import Any

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from tests.databases import ROOT

CHOICES = [("a", "ก")]


@pytest.fixture
def compiled(tmp_path: Path, settings: Any) -> None:
    """The catalogue as `make` compiles it, in a place of its own."""
    made = tmp_path / "th" / "LC_MESSAGES" / "django.mo"
    made.parent.mkdir(parents=True)
    with (ROOT / "config/locale/th/LC_MESSAGES/django.po").open("rb") as source, made.open("wb") as target:
        write_mo(target, read_po(source))
    settings.LOCALE_PATHS = [tmp_path]


def said(field: forms.Field, value: Any) -> str:
    with translation.override("th"), pytest.raises(ValidationError) as caught:
        field.clean(value)
    return str(caught.value.messages[0])


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        (forms.CharField(), "", "ต้องกรอกช่องนี้"),
        (forms.DateField(), "วันไหนก็ได้", "วันที่ไม่ถูกต้อง"),
        (forms.DecimalField(), "สิบ", "กรอกเป็นตัวเลข"),
        (forms.IntegerField(), "1.5", "กรอกเป็นจำนวนเต็ม"),
        (forms.IntegerField(min_value=1), "0", "ต้องไม่น้อยกว่า 1"),
        (forms.IntegerField(max_value=9), "10", "ต้องไม่เกิน 9"),
        (forms.ChoiceField(choices=CHOICES), "ข", "“ข” ไม่อยู่ในรายการที่เลือกได้"),
        (forms.MultipleChoiceField(choices=CHOICES), "ก", "เลือกจากรายการ"),
        (forms.FileField(), None, "ต้องกรอกช่องนี้"),
        (forms.CharField(max_length=3), "กระดาษ", "ยาวได้ไม่เกิน 3 ตัวอักษร ที่กรอกมี 6"),
        (forms.CharField(min_length=9), "กระดาษ", "ต้องมีอย่างน้อย 9 ตัวอักษร ที่กรอกมี 6"),
        (forms.FileField(max_length=3), SimpleUploadedFile("กระดาษ", b"%PDF-"), "ชื่อแฟ้มยาวได้ไม่เกิน 3 ตัวอักษร ที่ส่งมามี 6"),
        (forms.DecimalField(max_digits=12, decimal_places=3), "1234567890123", "มีตัวเลขรวมทศนิยมได้ไม่เกิน 12 หลัก"),
        (forms.DecimalField(max_digits=5, decimal_places=2), "0.125", "มีทศนิยมได้ไม่เกิน 2 ตำแหน่ง"),
        (forms.DecimalField(max_digits=5, decimal_places=2), "1234.5", "มีตัวเลขหน้าจุดทศนิยมได้ไม่เกิน 3 หลัก"),
    ],
)
def test_a_field_says_what_is_wrong_in_plain_thai(compiled: None, field: forms.Field, value: Any, sentence: str) -> None:
    assert said(field, value) == sentence
