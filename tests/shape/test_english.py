"""Each Thai sentence that the product wraps has its English, with the same values in it, and no English is left without a use."""

import re
from collections import Counter

import pytest

from tests.shape.files import fail_with
from tests.shape.translatable import ENGLISH, Sentence, english, of_python, of_template, sentences, translations

THAI = re.compile("[ก-๛]")
STAYS_THAI = re.compile(r"“[^”]*”|(?:มาตรา|ข้อ|ว) \d+")  # a quotation of what is typed or printed, a clause
PLACEHOLDER = re.compile(r"%\(\w+\)\w|%[sdr]")
SENTENCES_MIN = 1000  # a reader of sources that finds fewer has lost some


def lacking(said: Sentence, strings: list[str]) -> str:
    """What is wrong with a sentence's English, or nothing."""
    if not all(strings) or len(strings) != (1 if said.for_many is None else 2):
        return "has no English"
    kept = set(STAYS_THAI.findall(said.said))
    if any(THAI.search(STAYS_THAI.sub(lambda part: "" if part[0] in kept else part[0], string)) for string in strings):
        return "is not English yet"
    if any(set(PLACEHOLDER.findall(string)) != set(PLACEHOLDER.findall(said.said)) for string in strings):
        return "has other %(values)s in English"
    return ""


def faults(found: dict[Sentence, list[str]], known: dict[Sentence, list[str]]) -> list[str]:
    return [f"{places[0]}: {said.said!r} {what}" for said, places in found.items() if (what := lacking(said, known.get(said, [])))]


def test_each_sentence_has_its_english() -> None:
    assert len(sentences()) > SENTENCES_MIN
    fail_with(faults(sentences(), translations(english())), "write it into config/locale/en/LC_MESSAGES/django.po")


def test_each_sentence_is_thai() -> None:
    """Values alone, in an order that a language may change, have no letters."""
    foreign = [
        f"{places[0]}: {said.said!r}"
        for said, places in sentences().items()
        if re.search("[A-Za-z]", PLACEHOLDER.sub("", said.said)) and not THAI.search(said.said)
    ]
    fail_with(foreign, "say it in Thai, or leave it unwrapped if it is the same in both languages")


def test_no_english_is_left_without_a_use() -> None:
    catalog = english()
    unused = [repr(said.said) for said in translations(catalog) if said not in sentences()]
    fail_with([*unused, *map(repr, catalog.obsolete)], "delete the entry; nothing says it any more")


def test_no_sentence_is_translated_twice() -> None:
    """Where two branches translated one sentence; the reader of catalogues would keep the last of them and say nothing."""
    entries = re.findall('^(?:msgctxt .*\n)?msgid "(?:.*"\n")*.*"$', ENGLISH.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(entries) > SENTENCES_MIN
    fail_with([entry for entry, times in Counter(entries).items() if times > 1], "delete one of the two entries")


@pytest.mark.parametrize(
    ("strings", "fault"),
    [
        (["A voucher of %(amount)s baht"], ""),
        ([], "has no English"),
        ([""], "has no English"),
        (["ฎีกา %(amount)s บาท"], "is not English yet"),
        (["A voucher “ฎีกา” of %(amount)s baht"], "is not English yet"),
        (["A voucher"], "has other %(values)s in English"),
        (["A voucher of %(sum)s baht"], "has other %(values)s in English"),
    ],
)
def test_a_planted_entry_is_judged(strings: list[str], fault: str) -> None:
    planted = Sentence("ฎีกา %(amount)s บาท")
    assert faults({planted: ["voucher.py"]}, {planted: strings}) == ([f"voucher.py: {planted.said!r} {fault}"] if fault else [])


def test_an_entry_taken_out_is_missed() -> None:
    known = translations(english())
    said = min(sentences())
    del known[said]
    assert faults({said: sentences()[said]}, known) == [f"{sentences()[said][0]}: {said.said!r} has no English"]


def test_every_way_of_wrapping_is_read() -> None:
    module = """
from django.utils.translation import gettext as text, gettext_lazy as _, ngettext, npgettext_lazy, pgettext
_("ก" "ข"), text("ค") % {}, ngettext("ง", "จ", 2), pgettext("ช", "ซ"), npgettext_lazy("ญ", "ฎ", "ฏ", "n"), _(name), other("ฐ")
"""
    assert set(of_python(module)) == {
        Sentence("กข"), Sentence("ค"), Sentence("ง", "จ"), Sentence("ซ", None, "ช"), Sentence("ฎ", "ฏ", "ญ"),
    }  # fmt: skip
    template = """{% load i18n %}<a title="{% translate 'ก' %}">{{ x|default:_("ข") }}</a>{% translate "ค" context "ง" %}
{% blocktranslate trimmed count n=many %}
  {{ n }} จ
{% plural %}
  {{ n }} ช
{% endblocktranslate %}"""
    assert set(of_template(template)) == {Sentence("ก"), Sentence("ข"), Sentence("ค", None, "ง"), Sentence("%(n)s จ", "%(n)s ช")}
