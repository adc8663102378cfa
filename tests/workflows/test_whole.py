"""A name breaks at its spaces alone, on papers and on pages, whatever the dictionary of line breaks makes of its words."""

import re
from dataclasses import replace

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils import translation

from tests.workflows.paper_cast import at, paper
from tests.workflows.paper_samples import winner_announcement
from workflows.models import Party, Unit, User
from workflows.pages import Cell, Column, Table
from workflows.papers.printing import print_paper
from workflows.papers.proofreading import one_spelling, read_text
from workflows.views.presenting import name_of
from workflows.whole import NAMED, Name, typed, whole, with_names

FIRM = "ร้าน ชัยดีก่อสร้างการโยธา"


@pytest.mark.parametrize("before", range(0, 32, 4))
def test_the_name_of_a_firm_stands_whole_wherever_a_line_of_a_paper_ends(before: int) -> None:
    told = replace(winner_announcement(), method="วิธีเฉพาะเจาะจง", winner=f"{'ก' * before} {FIRM}".strip())
    lines = [one_spelling(line) for line in read_text(print_paper(paper(told, "1/2570", 1, "", at(11, 2, 9, 0)))).splitlines()]
    for word in FIRM.split():
        assert any(one_spelling(word) in line for line in lines), (word, lines)


@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("ชัยดีก่อสร้าง", '<span class="nb">ชัยดีก่อสร้าง</span>'),
        ("ก" * 26, f'<span class="nb">{"ก" * 26}</span>'),
        ("กี่" * 26, f'<span class="nb">{"กี่" * 26}</span>'),
        ("ก" * 27, f'<span class="name">{"ก" * 27}</span>'),
        ("หจก. ชัยดี & บุตร", '<span class="nb">หจก.</span> <span class="nb">ชัยดี</span> &amp; <span class="nb">บุตร</span>'),
        ("SCG <b>", "SCG &lt;b&gt;"),
        ("", ""),
    ],
)
def test_each_word_is_an_element_and_nothing_is_added_to_what_is_copied(name: str, drawn: str) -> None:
    assert whole(name) == drawn


def test_a_page_draws_what_is_a_name_and_leaves_other_words_to_the_dictionary() -> None:
    table = Table((Column("ก"), Column("ข"), Column("ค")), ((Name("ชัยดีก่อสร้าง"), "ชัยดีก่อสร้าง", Cell(Name("ชัยดี"))),))
    page = Template("{% load dika %}{% body_of table %}").render(Context({"table": table}))
    assert page.count('class="nb"') == 2 and ">ชัยดีก่อสร้าง</td>" in page


def test_firms_people_and_units_are_called_by_names() -> None:
    named = (Party(name="ชัยดี"), User(full_name="นายชัย ดี"), Unit(name="กองสวัสดิการสังคม"))
    assert [type(name_of(one)) for one in named] == [Name] * 3
    assert [str(name_of(one)) for one in named] == ["ชัยดี", "นายชัย ดี", "กองสวัสดิการสังคม"]
    assert type(name_of(3)) is str


def test_an_english_page_has_the_name_in_one_piece_as_thai() -> None:
    with translation.override("en"):
        assert whole("หจก. ชัยดี & บุตร") == '<span lang="th">หจก. ชัยดี &amp; บุตร</span>'


@pytest.mark.parametrize(
    ("sentence", "drawn"),
    [
        ("รอ นางรัตนา ทองสุก (หัวหน้าเจ้าหน้าที่)",
         'รอ <span class="nb">นางรัตนา</span> <span class="nb">ทองสุก</span> (หัวหน้า<wbr><span class="nb">เจ้าหน้าที่</span>)'),
        ("เงินที่เก็บโดยนางสาวพรทิพย์ แสงทอง", 'เงินที่เก็บโดย<wbr><span class="nb">นางสาวพรทิพย์</span> <span class="nb">แสงทอง</span>'),
        ("ตกลงกับ หจก.นาดีเครื่องเขียน <แล้ว>", 'ตกลงกับ <span class="nb">หจก.นาดีเครื่องเขียน</span> &lt;แล้ว&gt;'),
        ("รอนายกลงนาม · รอ นายบุญมี คำภา (นายก)",
         'รอนายกลงนาม · รอ <span class="nb">นายบุญมี</span> <span class="nb">คำภา</span> (นายก)'),
        ("ผู้อำนวยการกองคลัง", '<span class="nb">ผู้อำนวยการ</span><wbr><span class="nb">กองคลัง</span>'),
        ("รอกองคลังและกองช่างลงนาม", 'รอ<wbr><span class="nb">กองคลัง</span>และ<wbr><span class="nb">กองช่าง</span>ลงนาม'),
        ("กองสวัสดิการสังคมขอ", '<span class="nb">กองสวัสดิการ</span>สังคมขอ'),
        ("กองการเจ้าหน้าที่", '<span class="nb">กองการ</span><wbr><span class="nb">เจ้าหน้าที่</span>'),
        ("กองการศึกษา ศาสนาและวัฒนธรรม", '<span class="nb">กองการศึกษา</span> ศาสนาและวัฒนธรรม'),
        ("กองสมมติ ตรวจ", '<span class="nb">กองสมมติ</span> ตรวจ'),
        ("กองซึ่งมีชื่อยาวมากจนเกิน", "กองซึ่งมีชื่อยาวมากจนเกิน"),
        ("หัวหน้าสำนักปลัด", 'หัวหน้า<wbr><span class="nb">สำนักปลัด</span>'),
        ("วัสดุสำนักงาน", "วัสดุสำนักงาน"),
        ("รอนักวิชาการพัสดุ และนายช่างโยธา",
         'รอ<wbr><span class="nb">นักวิชาการ</span>พัสดุ และ<wbr><span class="nb">นายช่าง</span>โยธา'),
        ("นายกองค์การบริหารส่วนตำบล บ้านนาดี", "นายกองค์การบริหารส่วนตำบล บ้านนาดี"),
        ("ขนาดกลาง <b>", "ขนาดกลาง <b>"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_name_in_a_sentence_is_whole_without_a_script(sentence: str, drawn: str) -> None:
    assert with_names(sentence) == typed(sentence) == drawn
    with translation.override("en"):
        assert with_names(sentence) == sentence, "an English page marks its Thai as a whole"


def test_what_is_drawn_already_is_left_alone_and_what_is_no_text_too() -> None:
    assert with_names(whole("นายชัย ดี")) == whole("นายชัย ดี")
    assert with_names(None) is None and with_names(3) == 3


def test_a_browser_and_the_server_know_names_by_the_same_signs() -> None:
    script = (settings.ROOT / "workflows/static/dika/words.js").read_text()
    parts = (re.search(rf'const {name} =\s+"(.+?)";', script, re.DOTALL) for name in ("NAMED", "FIRM", "DIVISION", "POST"))
    told = "|".join(re.sub(r'" \+\s+"', "", part[1]) for part in parts if part)
    assert told.replace("\\\\", "\\") == NAMED.pattern
