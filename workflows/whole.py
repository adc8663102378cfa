"""A name breaks at its spaces alone. No dictionary of line breaks knows firms, people and units: of ชัยดีก่อสร้าง it makes ชัย and ดีก่อสร้าง.

Nor does it know posts: of ผู้อำนวยการกองคลัง it makes ผู้ อำนวย การก องค ลัง.
"""

import re
from typing import Any

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeData, SafeString, mark_safe

from workflows.dates import is_english
from workflows.marking import THAI, as_typed

ABOVE_AND_BELOW = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")  # vowels and marks that take no room of their own
LETTERS_ON_A_LINE = 26  # no telephone has a narrower line


# As words.js knows them: a person by how he is addressed, a firm by what it is, a division by the first words of the names that offices
# give theirs or by the end of its word, a post by its first word. Whoever acts by โดย stands at once after it. The whole of a long name
# is wider than a station of a road, and breaks between its words.
NAMED = re.compile(
    "(?:(?<![ก-๛])|(?<=โดย))(?:นางสาว|นาย(?!ก(?:องค์การ|เทศมนตรี|อบต|รัฐมนตรี))|นาง)[ก-๛]{2,22} [ก-๛]{2,22}(?![ก-๛])"
    r"|(?:บริษัท|ห้างหุ้นส่วน(?:จำกัด|สามัญ)?|หจก\.|บจก\.|บมจ\.|ร้าน) ?[ก-๛]{2,40}"
    "|กอง(?:คลัง|ช่าง|การศึกษา|การประปา|การ(?=เจ้าหน้าที่)|วิชาการ|ยุทธศาสตร์|สวัสดิการ|สาธารณสุข|ส่งเสริม|(?!ค์)[ก-๎]{1,9}(?![ก-๎]))"
    "|สำนัก(?:ปลัด|คลัง|ช่าง|การศึกษา)"
    "|ผู้อำนวยการ|เจ้าหน้าที่|เจ้าพนักงาน|นักวิชาการ|นายช่าง"
)
MAY_NAME = re.compile(r"นา[งย]|บริษัท|ห้าง|[หบ]จก\.|บมจ\.|ร้าน|กอง|สำนัก|ผู้อำ|เจ้า|นักวิ")


class Name(str):
    """The name of a firm, a person or a unit, for a page to show."""

    __slots__ = ()


def whole(name: Any) -> SafeString:
    """A name with each of its words on one line; one that may be wider than the line alone may break. Nothing is added to what is copied.

    An English page has it marked as Thai in one piece instead, for whoever listens to it.
    """
    if is_english():
        return conditional_escape(as_typed(str(name)))
    return mark_safe(" ".join(map(on_one_line, str(name).split(" "))))  # noqa: S308 - each word was escaped


def with_names(words: Any) -> Any:
    """Words with the names of people, firms, divisions and posts in them each whole, for whom no script does it; a sentence without any
    stays as it is."""
    if not isinstance(words, str) or isinstance(words, SafeData) or not MAY_NAME.search(words) or is_english():
        return words
    return mark_safe(NAMED.sub(set_whole, escape(words)))  # noqa: S308 - escaped


def set_whole(found: re.Match[str]) -> str:
    """A line may end before a name, also where it stands at once after a word."""
    begins = "<wbr>" if found.start() and THAI.match(found.string[found.start() - 1]) else ""
    return begins + " ".join(map(on_one_line, found[0].split(" ")))


def typed(words: Any) -> Any:
    """What people typed, on a page of either language."""
    return as_typed(words) if is_english() else with_names(words)


def on_one_line(word: str) -> str:
    if not THAI.search(word):
        return escape(word)
    kind = "nb" if len(ABOVE_AND_BELOW.sub("", word)) <= LETTERS_ON_A_LINE else "name"
    return f'<span class="{kind}">{escape(word)}</span>'
