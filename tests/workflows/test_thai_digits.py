"""Papers in Thai digits, and what keeps the digits with which it was typed."""

import pytest

from workflows.papers.typeset import typeset


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("กระดาษ A4", "กระดาษ A4"),
        ("เลขที่ใบส่งของ INV-77/2569", "เลขที่ใบส่งของ INV-77/2569"),
        ("ระบบ 4G", "ระบบ 4G"),
        ("เงิน 31,257.00 บาท", "เงิน ๓๑,๒๕๗.๐๐ บาท"),
        ("ข้อ 22", "ข้อ ๒๒"),
    ],
)
def test_a_word_in_latin_letters_keeps_its_digits(typed: str, printed: str) -> None:
    page = f"<html><body><div>{typed}</div></body></html>"
    assert f"<div>{printed}</div>" in typeset(page, thai_digits=True)
    assert f"<div>{typed}</div>" in typeset(page, thai_digits=False)
