"""What a step may refuse is told before anybody meets it: read from the rules, whole, and as the engine says it."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.walk import Need, Walk
from tests.beginnings import beginning
from tests.procurement.steps import report
from tests.shape.files import APPLICATIONS, python, tree
from workflows import handbook
from workflows.papers.proofreading import one_spelling, read_text
from workflows.practice import PracticeOffice, found_practice_office
from workflows.procedure import PROCEDURES
from workflows.refusal import Refusal, Refused
from workflows.refusing import GAP
from workflows.step import SYSTEM
from workflows.views.handbook_search import hits

ON = date(2026, 11, 29)
# What no step refuses by a rule of its own, each with its reason.
ELSEWHERE = {
    "WRONG_INPUT": "the form's own words about one field",
    "WRONG_PASSWORD": "said by the sign-in, not by a step",
    "WRONG_CODE": "said by the sign-in, not by a step",
    "WRONG_PASSKEY": "said by the sign-in, not by a step",
    "LOCKED": "said by the sign-in, after too many failures",
    "MUST_WAIT": "said by the sign-in, after several failures",
    "SIGN_IN_FAILED": "said by the sign-in, not by a step",
    "NOT_SIGNED_IN": "the API's word at the door",
    "CSRF_FAILED": "the API's word at the door",
    "NOT_FOUND": "an address that leads nowhere",
    "NO_SUCH_STEP": "a command that names no step",
    "METHOD_NOT_ALLOWED": "the address's word: it takes another method",
    "UNREADABLE": "a request that cannot be read as one",
    "TOO_LARGE": "a request that is larger than any command",
    "BUSY": "the database's word, when several keep it from each other",
    "PREVIEW_TOO_OLD": "a sheet's preview that is shown anew before any step is done",
    "KEY_USED": "a command that was sent twice with other data",
    "NO_LAW_IN_FORCE": "a day before any law of the files",
    "ACCEPTANCE_HAS_VOUCHER": "the database's last word, when two do the same at once",
    "VALUE_DOES_NOT_FIT": "its sentence is the law reader's, who knows the value's unit",
}


def told(code: str, step: str) -> list[Refusal]:
    procedure = PROCEDURES[code]
    return list(handbook.refusals(procedure, procedure.steps[step], ON))


def everything() -> Iterator[Refusal]:
    for code, procedure in PROCEDURES.items():
        for name in procedure.steps:
            yield from told(code, name)


def written_codes() -> set[str]:
    calls = (
        node
        for path in python(tests=False)
        if path.parts[0] in APPLICATIONS and path.parts[:2] != ("workflows", "samples")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
    )
    named = (call for call in calls if getattr(call.func, "id", "") in ("Refusal", "refusal") and call.args)
    return {str(first.value) for call in named if isinstance(first := call.args[0], ast.Constant)}


def test_no_refusal_that_a_rule_writes_is_missing() -> None:
    known = {refusal.code for refusal in (*everything(), *handbook.common_refusals(ON))}
    codes = written_codes()
    assert len(codes) > 180, "a reader of sources that finds fewer has lost some"
    assert codes - known == set(ELSEWHERE)


def test_each_says_what_is_wrong_under_which_clause_and_what_to_do() -> None:
    found = list(everything())
    assert len(found) > 500
    assert [one for one in found if not (one.sentence and one.basis and one.remedy)] == []
    assert [one for one in handbook.common_refusals(ON) if not (one.sentence and one.remedy)] == []
    assert [one for one in found if re.search(r"%\(|\0", f"{one.sentence}{one.basis}{one.remedy}")] == []


def test_a_sentence_of_one_branch_is_not_told_of_another() -> None:
    (future,) = [one for one in handbook.common_refusals(ON) if one.code == "FUTURE_DATE"]
    assert future.sentence == f"วันที่ {GAP} ยังมาไม่ถึง" and future.remedy == "ใส่วันที่ไม่เกินวันนี้"


def test_a_pair_of_persons_is_told_at_the_step_that_it_bars() -> None:
    (own,) = [one for one in told("voucher", "endorse") if one.code == "SAME_PERSON" and "ตรวจฎีกา" in one.sentence]
    assert own.sentence == "คุณเป็นผู้ “ตรวจฎีกา” ในเรื่องนี้แล้ว ผู้ “เห็นควรอนุมัติ” ต้องเป็นคนละคน" and own.basis
    automatic = [(code, name) for code, one in PROCEDURES.items() for name, step in one.steps.items() if step.by is SYSTEM]
    assert automatic and not any(one.code == "SAME_PERSON" for code, name in automatic for one in told(code, name))


@beginning
def walk() -> Walk:
    office = found_practice_office()
    vendors, lines = furnish(office)
    need = Need("ซื้อวัสดุสำนักงาน", (("กระดาษ", "รีม", "100", "120.00"),), vendors[0], lines[1], members=(("orathai", "inspector"),))
    return Walk(office, need)


def is_told(met: Refusal, told_before: list[Refusal]) -> bool:
    """Whether the handbook said so, but for the values."""
    shape = ((re.compile(re.escape(one.sentence).replace(GAP, ".+")), one) for one in told_before if one.code == met.code)
    return any(pattern.fullmatch(met.sentence) and one.basis in ("", met.basis) for pattern, one in shape)


def met(walk: Walk, who: str, step: str, **data: Any) -> tuple[Refusal, ...]:
    with pytest.raises(Refused) as refused:
        walk.perform(who, step, **data)
    return refused.value.refusals


def test_what_the_engine_refuses_was_told_word_for_word(walk: Walk) -> None:
    walk.to("reporting")
    people = walk.office.people
    two = [{"person": people[who].pk, "seat": "member"} for who in ("somchai", "somchai")]
    refusals = met(walk, "duangjai", "report_need", **report(walk, members=two, method_reason=" "))
    assert {one.code for one in refusals} >= {"MEMBER_TWICE"}
    assert [one for one in refusals if one.code != "WRONG_INPUT" and not is_told(one, told("purchase", "report_need"))] == []
    walk.to("reported")
    refusals = met(walk, "duangjai", "endorse_report", reason="เห็นควรให้ความเห็นชอบ")
    common = handbook.common_refusals(ON)
    assert {one.code for one in refusals} >= {"NOT_YOUR_ROLE"}
    assert [one for one in refusals if not is_told(one, [*common, *told("purchase", "endorse_report")])] == []


def reading(office: PracticeOffice, address: str, language: str = "th") -> str:
    client = Client()
    client.force_login(office.people["porntip"], backend="django.contrib.auth.backends.ModelBackend")
    client.cookies.load({"django_language": language})
    return client.get(address).content.decode()


def test_the_handbook_s_page_groups_them_by_step_and_says_what_any_step_may_meet(walk: Walk) -> None:
    page = reading(walk.office, "/handbook/purchase/")
    assert 'id="refused-report_need"' in page and 'id="step-report_need"' in page and 'id="refused-any"' in page
    assert "MEMBER_TWICE" in page and "ใส่ชื่อแต่ละคนครั้งเดียว" in page and "NOT_YOUR_ROLE" in page
    english = reading(walk.office, "/handbook/purchase/", "en")
    assert "MEMBER_TWICE" in english and "ใส่ชื่อแต่ละคนครั้งเดียว" not in english


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("ลงรับฎีกา", "/handbook/voucher/#step-register"),
        ("Register the voucher", "/handbook/voucher/#step-register"),
        ("ข้อ ๑๗๕", "/handbook/goods_acceptance/#step-"),
        ("ใบสั่งซื้อ", "/handbook/purchase/#step-prepare_order"),
        ("member_twice", "/handbook/purchase/#refused-report_need"),
        ("ใส่ชื่อแต่ละคนครั้งเดียว", "/handbook/purchase/#refused-report_need"),
    ],
)
def test_a_search_finds_step_clause_paper_and_refusal_in_either_language(text: str, place: str) -> None:
    for language in ("th", "en"):
        with translation.override(language):
            assert any(link.url.startswith(place) for link in hits(text, ON)), (text, language)


def test_a_search_that_finds_nothing_says_so_and_none_is_no_search(walk: Walk) -> None:
    assert hits("ไม่มีคำนี้ในคู่มือ", ON) == hits("", ON) == []
    assert "พบในคู่มือ" not in reading(walk.office, "/handbook/?q=ไม่มีคำนี้ในคู่มือ")
    found = reading(walk.office, "/handbook/?q=ข้อ")
    assert "พบในคู่มือ" in found and "มีมากกว่านี้" in found


def test_the_printed_manual_has_them_too(walk: Walk) -> None:
    client = Client()
    client.force_login(walk.office.people["porntip"], backend="django.contrib.auth.backends.ModelBackend")
    file: Any = client.get("/handbook/voucher/manual.pdf")
    read = one_spelling(read_text(b"".join(file.streaming_content))).replace("\n", "").replace(" ", "")
    for words in ("ถ้าระบบไม่ยอม", "INVOICE_KNOWN", "ตรวจเลขที่ใบแจ้งหนี้ห้ามเบิกซ้ำ", "ทุกขั้นตอน", "NOT_YOUR_ROLE"):
        assert one_spelling(words) in read, words
