"""The office's emblem and figures on its papers: who sets them, which pictures are taken, and what a print then shows."""

import io
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image, PngImagePlugin

from tests.workflows.all_papers import all_papers
from workflows import emblem, engine
from workflows.attachments import path_of
from workflows.founding import register_of
from workflows.models import JournalEntry, PaperFigures
from workflows.papers import pdfa
from workflows.papers.imprint import as_picture
from workflows.papers.paper import Letterhead, Paper
from workflows.papers.printing import html_of, print_paper
from workflows.papers.proofreading import check_text
from workflows.practice import PracticeOffice
from workflows.refusal import Refused
from workflows.registers.office import OfficeRegister


@pytest.fixture(autouse=True)
def kept_apart(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def drawn(width: int = 600, height: int = 600, kind: str = "PNG", mode: str = "RGBA", **saved: Any) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height), None if mode == "CMYK" else (180, 20, 20, 255)[: len(mode)]).save(out, kind, **saved)
    return out.getvalue()


def one_page() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    return out.getvalue()


ONE_PAGE = one_page()


def upload(content: bytes, name: str = "ตรา.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def set_emblem(office: PracticeOffice, who: Any, content: bytes) -> Any:
    return engine.perform(who, register_of(office.organization, OfficeRegister), "set_emblem", picture=upload(content))


def codes(refused: Any) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def of_office(office: PracticeOffice, name: str = "winner_announcement") -> Paper:
    return replace(all_papers()[name], organization=Letterhead.of(office.fresh()))


# ── who, and from which day ──


def test_the_finance_director_sets_the_emblem_and_the_trail_names_it(office: PracticeOffice) -> None:
    set_emblem(office, office.rattana, drawn())
    digest = office.fresh().emblem
    assert path_of(digest).read_bytes().startswith(b"\x89PNG")
    entry = JournalEntry.objects.filter(step="set_emblem").get()
    assert register_of(office.organization, OfficeRegister).change["emblem"] == digest
    assert entry.person == office.rattana


@pytest.mark.parametrize("who", ["boonmee", "wilai", "duangjai", "orathai"])
def test_nobody_else_does(office: PracticeOffice, who: str) -> None:
    with pytest.raises(Refused) as refused:
        set_emblem(office, office.people[who], drawn())
    assert codes(refused) == ["NOT_YOUR_ROLE"]
    assert office.fresh().emblem == ""


def test_a_paper_shows_the_emblem_from_the_next_print_on_and_its_place_after_it_is_removed(office: PracticeOffice) -> None:
    assert "emblem-place" in html_of(of_office(office))
    set_emblem(office, office.rattana, drawn())
    made = of_office(office)
    assert as_picture(emblem.emblem_of(office.fresh())) in html_of(made)
    printed = print_paper(made)
    assert pdfa.faults(printed, made.content_hash) == []
    assert check_text(printed, made) == []
    engine.perform(office.rattana, register_of(office.organization, OfficeRegister), "remove_emblem")
    assert "emblem-place" in html_of(of_office(office))


def test_what_is_not_there_cannot_be_removed(office: PracticeOffice) -> None:
    with pytest.raises(Refused) as refused:
        engine.perform(office.rattana, register_of(office.organization, OfficeRegister), "remove_emblem")
    assert codes(refused) == ["NO_EMBLEM"]


def test_a_lost_file_stops_no_paper(office: PracticeOffice) -> None:
    set_emblem(office, office.rattana, drawn())
    path_of(office.fresh().emblem).unlink()
    assert "emblem-place" in html_of(of_office(office))


# ── which pictures ──


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGBA"), ("PNG", "L"), ("JPEG", "RGB"), ("JPEG", "CMYK")])
def test_a_picture_is_drawn_anew_square_on_white(kind: str, mode: str) -> None:
    with Image.open(io.BytesIO(emblem.as_kept(drawn(900, 1200, kind, mode)))) as kept:
        assert (kept.format, kept.size, kept.mode) == ("PNG", (emblem.KEPT_PIXELS, emblem.KEPT_PIXELS), "RGB")
        assert kept.getpixel((0, 350)) == emblem.WHITE, "the rest of the square is paper"


def test_a_small_picture_is_not_blown_up() -> None:
    with Image.open(io.BytesIO(emblem.as_kept(drawn(200, 200)))) as kept:
        assert kept.size == (200, 200)


def test_nothing_that_the_file_carried_beside_its_dots_is_kept() -> None:
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", "ผู้ถ่ายภาพ <script>")
    assert b"script" in drawn(pnginfo=told)
    assert b"script" not in emblem.as_kept(drawn(pnginfo=told))
    assert emblem.as_kept(drawn(pnginfo=told)) == emblem.as_kept(drawn())


@pytest.mark.parametrize(("content", "sentence"), [
    (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "PNG"),
    (b"%PDF-1.7", "เสียหาย"),
    (ONE_PAGE, "ตราต้องเป็นไฟล์ PNG หรือ JPEG"),
    (drawn()[:200], "เสียหาย"),
    (drawn(kind="JPEG", mode="RGB")[:700], "เสียหาย"),
    (b"GIF89a" + bytes(99), "รับเฉพาะ"),
    (drawn(199, 600), "อย่างน้อย 200 จุด"),
    (drawn(4001, 300, mode="L"), "เกิน 4000 จุด"),
])  # fmt: skip
def test_other_files_are_refused_with_what_to_do(content: bytes, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        emblem.as_kept(content)


def test_the_edges_of_size_are_taken() -> None:
    assert emblem.as_kept(drawn(4000, 200, mode="L"))


def test_a_file_at_the_limit_is_taken_and_one_byte_more_is_not() -> None:
    field, picture = emblem.EmblemFile(), drawn()
    assert field.clean(upload(picture + bytes(emblem.LIMIT_BYTES - len(picture)))).digest
    with pytest.raises(ValidationError, match="เกิน 2 เมกะไบต์"):
        field.clean(upload(picture + bytes(emblem.LIMIT_BYTES - len(picture) + 1)))


# ── figures ──


@pytest.mark.parametrize(("figures", "expected"), [
    (PaperFigures.BY_KIND, (True, False)), (PaperFigures.THAI, (True, True)), (PaperFigures.ARABIC, (False, False)),
])  # fmt: skip
def test_the_office_chooses_its_figures(office: PracticeOffice, figures: str, expected: tuple[bool, bool]) -> None:
    engine.perform(office.rattana, register_of(office.organization, OfficeRegister), "set_paper_figures", figures=figures)
    assert tuple(of_office(office, name).has_thai_digits for name in ("winner_announcement", "voucher")) == expected


def test_no_other_figures_are_known(office: PracticeOffice) -> None:
    with pytest.raises(Refused):
        engine.perform(office.rattana, register_of(office.organization, OfficeRegister), "set_paper_figures", figures="roman")
    assert office.fresh().paper_figures == PaperFigures.BY_KIND


# ── the pages ──


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_register_shows_what_is_set_and_leads_to_the_steps(office: PracticeOffice) -> None:
    client = signed_in(office.rattana)
    assert "ยังไม่มี เอกสารเว้นที่ไว้ให้ตราครุฑ" in client.get("/registers/office_register/").content.decode()
    assert client.get("/paper/emblem.png").status_code == 404
    form = f"/do/office_register/{register_of(office.organization, OfficeRegister).pk}/set_emblem/"
    refused = client.post(form, {"picture": upload(drawn(100, 100))})
    assert refused.status_code == 422
    assert "อย่างน้อย 200 จุด" in refused.content.decode()
    assert client.post(form, {"picture": upload(drawn())}).status_code == 302
    assert "/paper/emblem.png" in client.get("/registers/office_register/").content.decode()
    assert client.get("/paper/emblem.png").content == emblem.emblem_of(office.fresh())
    assert Client().get("/paper/emblem.png").status_code == 302
