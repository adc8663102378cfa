"""The joined file of a month: two workers never share one, and whoever brings it to the public page is told what it is and how each paper stands."""

import json
from datetime import date, timedelta
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from procurement.purchase import Purchase
from procurement.rehearsal.walk import Walk
from tests.beginnings import beginning
from tests.procurement.test_verifying_files import text_of
from workflows.models import Bundle, BundleState
from workflows.papers import bundling, joining, mark, returned
from workflows.papers.imprint import short_code
from workflows.papers.register import made_by, printed
from workflows.papers.returned import Kind
from workflows.practice import PracticeOffice, found_practice_office
from workflows.views import verifying_files

State = Purchase.State
NOVEMBER = date(2026, 11, 2)
PAPER = ("purchase", "purchase_order")


@pytest.fixture(autouse=True)
def kept_apart(settings: Any, tmp_path: Any) -> None:
    settings.BUNDLE_ROOT = tmp_path / "bundles"


@beginning
def office() -> PracticeOffice:
    return found_practice_office(is_practice=True, practice_today=NOVEMBER)


@pytest.fixture
def ordered(walks: Any) -> list[Walk]:
    """Two orders of one month."""
    made = [walks(title=title) for title in ("ซื้อหมึกพิมพ์", "ซื้อแฟ้ม")]
    for walk in made:
        walk.to(State.ORDERED)
    return made


@pytest.fixture
def bundle(office: PracticeOffice, ordered: list[Walk]) -> Bundle:
    """Asked for by the supplies officer."""
    return bundling.ask(office.duangjai, NOVEMBER, *PAPER)


@pytest.fixture
def whole(bundle: Bundle, office: PracticeOffice) -> bytes:
    list(bundling.work(office.organization))
    bundle.refresh_from_db()
    return bundling.file_of(bundle).read_bytes()


def orders() -> list[Purchase]:
    return list(Purchase.objects.order_by("order_number"))


def told_of(content: bytes) -> str:
    return text_of(Client().post("/verify/", {"file": SimpleUploadedFile("month.pdf", content)}))


# ── two workers ──


def test_a_worker_that_joins_for_too_long_neither_spoils_nor_takes_the_file_of_the_next(
    office: PracticeOffice, bundle: Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    join_sheaf = joining.joined
    ended: list[Any] = []

    def slow(*told: Any) -> Any:
        monkeypatch.setattr(joining, "joined", join_sheaf)
        Bundle.objects.update(touched_at=bundle.asked_at - bundling.STANDS_STILL - timedelta(seconds=1))
        ended.extend(bundling.work(office.organization))
        found = Bundle.objects.get()
        ended.append((bundling.file_of(found), bundling.file_of(found).read_bytes()))
        return join_sheaf(*told)

    monkeypatch.setattr(joining, "joined", slow)
    assert list(bundling.work(office.organization)) == ["ใบสั่งซื้อหรือใบสั่งจ้าง พฤศจิกายน 2569: ผู้อื่นทำต่อ"]
    (said, (file, content)) = ended
    assert said == "ใบสั่งซื้อหรือใบสั่งจ้าง พฤศจิกายน 2569: 2 ฉบับ"
    assert file.read_bytes() == content and mark.is_as_joined(content)
    assert Bundle.objects.get().state == BundleState.READY


def test_each_sheaf_says_that_the_work_goes_on(office: PracticeOffice, bundle: Bundle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "JOINED_AT_ONCE", 1)
    touched: list[dict[str, Any]] = []
    touch = bundling.touch

    def noting(one: Bundle, **values: Any) -> None:
        touched.append(values)
        touch(one, **values)

    monkeypatch.setattr(bundling, "touch", noting)
    list(bundling.work(office.organization))
    assert touched.count({}) == 3, "before either sheaf, and before the whole"


def test_a_bundle_asked_for_again_is_not_the_old_worker_s(office: PracticeOffice, bundle: Bundle) -> None:
    old = bundling.claimed(office.organization)
    assert old is not None
    Bundle.objects.update(state=BundleState.FAILED)
    bundling.ask(office.duangjai, NOVEMBER, *PAPER)
    new = bundling.claimed(office.organization)
    assert new is not None and new.attempts == old.attempts
    assert bundling.file_of(new) != bundling.file_of(old)
    with pytest.raises(bundling.Unwanted):
        bundling.touch(old)


# ── on the public page ──


def test_the_file_is_told_to_be_a_bundle_with_each_paper_by_its_code(whole: bytes) -> None:
    read = told_of(whole)
    assert "แฟ้มนี้เป็นแฟ้มรวมเอกสาร ตรงกับที่ระบบรวมทุกไบต์" in read and "มีเอกสาร 2 ฉบับ" in read
    for order in orders():
        made = made_by(order, "purchase_order")
        assert made is not None
        assert f"{order.order_number} (หน้า" in read and f"{short_code(made.content_hash)} · เป็นฉบับล่าสุด" in read


def test_a_paper_that_holds_no_more_is_told_within_the_bundle(whole: bytes, ordered: list[Walk]) -> None:
    ordered[0].perform("boonmee", "cancel_purchase", reason="ผู้ขายเลิกกิจการ")
    read = told_of(whole)
    assert "· ยกเลิกแล้ว" in read and "· เป็นฉบับล่าสุด" in read and "เคยออกจริง แต่ยกเลิกแล้ว" in read


@pytest.mark.parametrize("place", [200, -200, -20, -3])
def test_one_byte_changed_in_it_is_seen(whole: bytes, place: int) -> None:
    changed = bytearray(whole)
    changed[place] ^= 1
    assert "แฟ้มรวมเอกสารนี้ไม่ตรงกับที่ระบบรวม อย่าใช้" in told_of(bytes(changed))


@pytest.mark.parametrize(
    "change", [lambda whole: whole + b"\n", lambda whole: whole[: whole.rindex(b"%Dika")]], ids=["added to", "mark cut off"]
)
def test_a_bundle_that_was_added_to_or_cut_is_altered(whole: bytes, change: Any) -> None:
    assert "ไม่ตรงกับที่ระบบรวม" in told_of(change(whole))


def test_a_bundle_saved_anew_with_a_page_less_is_altered(whole: bytes, tmp_path: Any) -> None:
    (tmp_path / "whole.pdf").write_bytes(whole)
    with pikepdf.open(tmp_path / "whole.pdf") as pdf:
        del pdf.pages[0]
        pdf.save(tmp_path / "less.pdf")
    assert "ไม่ตรงกับที่ระบบรวม" in told_of((tmp_path / "less.pdf").read_bytes())


def test_a_bundle_is_no_paper_and_a_paper_no_bundle(whole: bytes) -> None:
    assert returned.read(whole).kind is Kind.AS_JOINED and not mark.is_as_printed(whole)
    paper = printed(orders()[0], "purchase_order")
    assert returned.read(paper).kind is Kind.AS_PRINTED and not mark.is_as_joined(paper)


def test_the_mark_of_a_replaced_key_still_counts_and_another_s_does_not(whole: bytes, settings: Any) -> None:
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key of this installation"
    assert mark.is_as_joined(whole)
    settings.SECRET_KEY_FALLBACKS = []
    assert not mark.is_as_joined(whole)


def test_it_lists_names_and_hashes_and_nothing_of_what_the_papers_say(whole: bytes, tmp_path: Any) -> None:
    (tmp_path / "whole.pdf").write_bytes(whole)
    with pikepdf.open(tmp_path / "whole.pdf") as pdf:
        assert list(pdf.attachments) == ["bundle.json"]
        told = json.loads(pdf.attachments["bundle.json"].get_file().read_bytes())
    assert told["bundle"] == "ใบสั่งซื้อหรือใบสั่งจ้าง พฤศจิกายน 2569"
    assert [set(row) for row in told["papers"]] == [{"paper", "page", "content_hash"}] * 2
    assert [row["page"] for row in told["papers"]] == [1, 2]


def test_of_many_papers_the_rest_is_left_to_their_codes(whole: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying_files, "LOOKED_UP_MAX", 1)
    assert "· ตรวจด้วยรหัสนี้" in told_of(whole)


@pytest.mark.parametrize(
    "rows",
    [
        "x",
        [1],
        [{"paper": 1, "page": 1, "content_hash": "0" * 64}],
        [{"paper": "ก", "page": True, "content_hash": "0" * 64}],
        [{"paper": "ก", "page": 1, "content_hash": "x"}],
    ],
)
def test_a_list_of_another_form_is_no_list(rows: Any) -> None:
    assert list(returned.listed(rows)) == []
