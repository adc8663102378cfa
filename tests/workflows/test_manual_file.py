"""The manual is laid out once for all its readers, and anew as soon as the law, the office or the day has changed."""

import os
import time
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from workflows import engine
from workflows.founding import register_of
from workflows.papers import manual_file
from workflows.papers.proofreading import one_spelling, read_text
from workflows.practice import PracticeOffice, found_practice_office
from workflows.proof import Proof
from workflows.registers.office import OfficeRegister
from workflows.views.manual import chapters_of, file_and_paper

SAME_DAY = "remittance.same_day_working_days"
CHAPTER = "/handbook/shortage/manual.pdf"


@pytest.fixture
def office(db: None, settings: Any, tmp_path: Path) -> PracticeOffice:
    settings.MANUAL_ROOT = tmp_path / "manuals"
    return found_practice_office(is_practice=True)


@pytest.fixture
def printed(monkeypatch: Any) -> list[str]:
    """Every paper that was laid out; the typesetter itself rests."""
    papers: list[str] = []

    def lay_out(paper: Any) -> bytes:
        papers.append(paper.number)
        return f"%PDF of {paper.number}".encode()

    monkeypatch.setattr("workflows.papers.printing.print_paper", lay_out)
    return papers


@pytest.fixture
def begun(monkeypatch: Any, settings: Any) -> list[list[str]]:
    """Every program that was started; none of them runs."""
    programs: list[list[str]] = []
    settings.STARTS_PROGRAMS = True
    starting = SimpleNamespace(Popen=lambda command, **_: programs.append(command[2:]), DEVNULL=None)
    monkeypatch.setattr(manual_file, "subprocess", starting)
    return programs


def reader(office: PracticeOffice, who: str = "porntip") -> Client:
    client = Client()
    client.force_login(office.people[who], backend="django.contrib.auth.backends.ModelBackend")
    return client


def told(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_the_second_reader_has_it_at_once(office: PracticeOffice, printed: list[str]) -> None:
    first, second = reader(office).get(CHAPTER), reader(office, "boonmee").get(CHAPTER)
    assert first.getvalue() == second.getvalue() == "%PDF of ลูกหนี้เงินขาดบัญชี".encode()
    assert (second["Content-Type"], second["Content-Disposition"]) == ("application/pdf", 'inline; filename="shortage.pdf"')
    assert len(printed) == 1


def test_another_language_of_the_screen_is_the_same_file(office: PracticeOffice, printed: list[str]) -> None:
    reader(office).get(CHAPTER)
    english = reader(office)
    english.cookies.load({"django_language": "en"})
    english.get(CHAPTER)
    assert len(printed) == 1, "a paper has one text"


@pytest.mark.parametrize(
    ("who", "step", "facts"),
    [
        (None, "set_practice_day", {"day": date(2026, 12, 7)}),
        ("rattana", "set_paper_figures", {"figures": "thai"}),
        (
            "rattana",
            "set_law_value",
            {"law_key": SAME_DAY, "in_force_from": date(2026, 1, 1), "value": "2", "reason": "หนังสือสั่งการ"},
        ),
    ],
)
def test_what_has_changed_is_laid_out_anew(
    office: PracticeOffice, printed: list[str], who: str | None, step: str, facts: dict[str, Any]
) -> None:
    address = "/handbook/fund_day/manual.pdf"
    reader(office).get(address)
    person = office.people[who] if who else None
    proof = Proof(person.pk, timezone.now()) if person else None
    engine.perform(person, register_of(office.organization, OfficeRegister), step, proof=proof, **facts)
    reader(office).get(address)
    reader(office, "boonmee").get(address)
    assert len(printed) == 2


def test_the_first_reader_sees_how_far_it_is(office: PracticeOffice, begun: list[list[str]], printed: list[str]) -> None:
    first = reader(office)
    page = first.get(CHAPTER)["Location"]
    assert reader(office, "boonmee").get(CHAPTER)["Location"] == page
    assert begun == [["make_manual", str(office.organization.pk), "shortage"]], "begun once, whoever else asks"
    shown = told(first, page)
    assert "กำลังรวบรวมเนื้อหา" in shown and "every 2s" in shown and CHAPTER not in shown
    file, paper = file_and_paper(office.organization, chapters_of("shortage"))
    manual_file.put(file.notes, b"57")
    assert "กำลังจัดหน้า ถึงหน้าที่ 57" in told(first, page)
    file.make(paper)
    shown = told(first, page)
    assert "คู่มือพร้อมแล้ว" in shown and f'href="{CHAPTER}"' in shown and "every 2s" not in shown
    assert first.get(CHAPTER).status_code == 200
    assert printed == ["ลูกหนี้เงินขาดบัญชี"]


def test_what_failed_is_said_and_may_be_asked_again(office: PracticeOffice, begun: list[list[str]], monkeypatch: Any) -> None:
    def refuse(_: Any) -> bytes:
        raise PermissionError("an emblem of another place")

    monkeypatch.setattr("workflows.papers.printing.print_paper", refuse)
    first = reader(office)
    page = first.get(CHAPTER)["Location"]
    file, paper = file_and_paper(office.organization, chapters_of("shortage"))
    with pytest.raises(PermissionError):
        file.make(paper)
    assert "พิมพ์ไม่สำเร็จ" in told(first, page)
    assert first.get(CHAPTER)["Location"] == page and len(begun) == 1, "a fault is not tried every two seconds"
    long_ago = time.time() - manual_file.STANDS_STILL_SECONDS - 1
    os.utime(file.notes, (long_ago, long_ago))
    assert "ขอใหม่" in told(first, page)
    first.get(CHAPTER)
    assert len(begun) == 2


def test_a_machine_that_can_start_nothing_makes_it_while_the_reader_waits(
    office: PracticeOffice, settings: Any, monkeypatch: Any, printed: list[str]
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise OSError("no more processes")

    settings.STARTS_PROGRAMS = True
    monkeypatch.setattr(manual_file, "subprocess", SimpleNamespace(Popen=refuse, DEVNULL=None))
    assert reader(office).get(CHAPTER).status_code == 200
    assert len(printed) == 1


def test_the_program_lays_it_out_page_by_page(office: PracticeOffice, monkeypatch: Any) -> None:
    pages: list[str] = []
    put = manual_file.put

    def watched(file: Any, content: bytes) -> None:
        if file.suffix == ".going":
            pages.append(content.decode())
        put(file, content)

    monkeypatch.setattr(manual_file, "put", watched)
    call_command("make_manual", str(office.organization.pk), "shortage")
    file, _ = file_and_paper(office.organization, chapters_of("shortage"))
    assert file.is_ready and not file.is_going
    assert pages[:2] == ["1", "2"]
    assert one_spelling("เงินขาดบัญชี") in one_spelling(read_text(file.file.read_bytes()))


def test_what_is_old_goes(office: PracticeOffice, printed: list[str]) -> None:
    file, paper = file_and_paper(office.organization, chapters_of("shortage"))
    file.make(paper)
    old = file.file.with_name("old.pdf")
    old.write_bytes(b"%PDF")
    long_ago = time.time() - manual_file.KEPT_SECONDS - 1
    os.utime(old, (long_ago, long_ago))
    file.make(paper)
    assert file.is_ready and not old.exists()


def test_nobody_else_is_told_of_it(office: PracticeOffice, begun: list[list[str]]) -> None:
    page = reader(office).get(CHAPTER)["Location"]
    assert Client().get(page)["Location"].startswith("/sign-in/")
    assert reader(office).get(page.replace("shortage", "nothing")).status_code == 404
    assert manual_file.ManualFile(office.people["kanda"].pk, page.split("/")[-2]).is_going is False
