"""Every page that can be reached by links, as each officer sees it in English, speaks English: Thai is only what was typed, and names of the law."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.test import Client

from disbursement.bank_file import layout_titles
from procurement.contracts_file.methods import METHOD_BY_NAME
from tests.workflows.test_no_english import PAGES_MIN, pages
from tests.workflows.test_pages_live import signed_in
from workflows import law
from workflows.intake.sheet import SHEETS
from workflows.marking import BRAND, marked
from workflows.models import JournalEntry
from workflows.papers.register import PRINTABLE
from workflows.practice import PracticeOffice

THAI = re.compile("[\u0e00-\u0e7f]")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SPOKEN = {"aria-label", "title", "placeholder", "alt"}
MUTE = {"script", "style", "code", "textarea", "svg"}
OURS = {"ฎีกา", "ฎ", "ภาษาไทย"}  # the program's name, its mark, and the way back to Thai
TO_SEARCH = {"๑๒/๒๕๗๐", "วัสดุสำนักงาน", "หจก.นาดี", "บุญมี"}  # examples of what may be searched for
QUOTED = re.compile("“[^”]*”")  # what stands so on a button, a screen of a central system or a paper


class Listener(HTMLParser):
    """What a page says in Thai: by `marked` where it says so itself with lang="th", and by `told` wherever else."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.within: list[tuple[str, bool, bool]] = []
        self.told: list[str] = []
        self.marked: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = dict(attributes)
        _tag, is_thai, is_mute = self.within[-1] if self.within else ("", False, False)
        is_thai, is_mute = said["lang"] == "th" if "lang" in said else is_thai, is_mute or tag in MUTE
        for name in SPOKEN & said.keys():
            self.hear(said[name] or "", is_thai)
        if tag not in VOID:
            self.within.append((tag, is_thai, is_mute))

    def handle_endtag(self, tag: str) -> None:
        while self.within and self.within.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        _tag, is_thai, is_mute = self.within[-1] if self.within else ("", False, False)
        if not is_mute:
            self.hear(data, is_thai)

    def hear(self, said: str, is_thai: bool) -> None:
        if THAI.search(said):
            (self.marked if is_thai else self.told).append(" ".join(said.split()))


def typed() -> Iterator[str]:
    """Every text of every row, of the journal its reasons alone: names, titles, reasons, as people gave them to the office."""
    yield from (json.loads(body)["reason"] for body in JournalEntry.objects.values_list("body", flat=True))
    for model in apps.get_models():
        names = [field.attname for field in model._meta.concrete_fields if isinstance(field, (models.CharField, models.TextField))]
        if names and not issubclass(model, JournalEntry):
            yield from (text for row in model._default_manager.values_list(*names) for text in row if isinstance(text, str))


def of_the_law() -> Iterator[str]:
    """What regulations and their clauses are called."""
    for shelf in (law.LAW.values, law.LAW.bases):
        for dated in shelf.values():
            yield from (part for row in dated.held for part in (row.regulation, row.clause) if row.regulation != law.PRACTICE)


def known() -> re.Pattern[str]:
    """All that stays Thai, the longest first, so that nothing is left of a name that begins with another."""
    columns = (column.title for sheet in SHEETS.values() for column in sheet.columns)
    papers = (kind.title for kind in PRINTABLE.values())
    said = {
        text
        for text in (*typed(), *of_the_law(), *columns, *papers, *layout_titles().values(), *METHOD_BY_NAME, *OURS, *TO_SEARCH)
        if THAI.search(text)
    }
    return re.compile("|".join(re.escape(" ".join(text.split())) for text in sorted(said, key=len, reverse=True)))


def left(said: list[str], stays: re.Pattern[str]) -> list[str]:
    """The sentences in which some Thai is left that nobody typed."""
    return [one for one in said if THAI.search(stays.sub("", QUOTED.sub("", one)))]


def in_english(office: PracticeOffice, who: str) -> Client:
    client = signed_in(office, who)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


@pytest.fixture
def office(lived_in: PracticeOffice) -> PracticeOffice:
    return lived_in


def test_no_page_speaks_thai_to_a_reader_of_english(office: PracticeOffice) -> None:
    seen: Counter[str] = Counter()
    stays, told, unmarked = known(), dict[str, str](), dict[str, str]()
    for who in office.people:
        for address, page in pages(in_english(office, who), seen):
            heard = Listener(page)
            for one in left([*heard.told, *heard.marked], stays):
                told.setdefault(one, f"{who} {address}")
            for one in heard.told:
                if THAI.search(one.removesuffix(BRAND)):
                    unmarked.setdefault(one, f"{who} {address}")
    assert len(seen) > PAGES_MIN
    assert not told, "\n".join(f"{where}: {one}" for one, where in told.items())
    assert not unmarked, "read aloud as English:\n" + "\n".join(f"{where}: {one}" for one, where in unmarked.items())


@pytest.mark.parametrize(
    ("page", "told", "marked"),
    [
        ("<p>Sign now</p>", [], []),
        ("<p>Sign ลงนาม</p>", ["Sign ลงนาม"], []),
        ('<input placeholder="ค้นหา">', ["ค้นหา"], []),
        ('<p>By <span lang="th">นางรัตนา <b>ทองสุก</b></span> ลงนาม</p>', ["ลงนาม"], ["นางรัตนา", "ทองสุก"]),
        ("<code>ค่า</code><textarea>เหตุผล</textarea>", [], []),
    ],
)
def test_a_planted_word_is_heard(page: str, told: list[str], marked: list[str]) -> None:
    heard = Listener(page)
    assert (heard.told, heard.marked) == (told, marked)


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<p>Sign now</p>", "<p>Sign now</p>"),
        ("<td> นางรัตนา ทองสุก </td>", '<td> <span lang="th">นางรัตนา ทองสุก</span> </td>'),
        ("<h2>Waits for นางรัตนา ทองสุก (Head)</h2>", '<h2><span>Waits for <span lang="th">นางรัตนา ทองสุก</span> (Head)</span></h2>'),
        ("<b>Unit กองช่าง 6/2570 of กองคลัง</b>",
         '<b><span>Unit <span lang="th">กองช่าง 6/2570</span> of <span lang="th">กองคลัง</span></span></b>'),
        ('<select><option value="ก">กองช่าง<option value="2">All</select>',
         '<select><option value="ก" lang="th">กองช่าง<option value="2">All</select>'),
        ("<h2>Screen “การนำฝากเงิน”</h2>", '<h2><span>Screen <span lang="th">“การนำฝากเงิน”</span></span></h2>'),
        ("<title>My desk · Dika ฎีกา</title>", "<title>My desk · Dika ฎีกา</title>"),
        ("<title>Case ซื้อปั๊มน้ำ · Dika ฎีกา</title>", '<title lang="th">Case ซื้อปั๊มน้ำ · Dika ฎีกา</title>'),
        ('<img src="/a/" alt="First page of ใบสั่งซื้อ">', '<img src="/a/" alt="First page of ใบสั่งซื้อ" lang="th">'),
        ('<i lang="th">ซื้อ <b>ปั๊ม</b></i><svg><text>ซื้อ</text></svg>', '<i lang="th">ซื้อ <b>ปั๊ม</b></i><svg><text>ซื้อ</text></svg>'),
        ("<textarea>เหตุผล</textarea><script>'ก'</script>", "<textarea>เหตุผล</textarea><script>'ก'</script>"),
    ],
)  # fmt: skip
def test_what_stays_thai_is_marked_wherever_it_stands(page: str, shown: str) -> None:
    assert marked(page) == shown
    assert marked(shown) == shown, "and once only"


def test_only_what_was_typed_stays() -> None:
    stays = re.compile("นางรัตนา|กองคลัง")
    said = ["By นางรัตนา, กองคลัง", "นางรัตนา ลงนาม", "Use the step “จ่ายเล่ม”"]
    assert left(said, stays) == ["นางรัตนา ลงนาม"]
