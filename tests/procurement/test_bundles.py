"""Papers of a month in one file: which papers, who may have them, and what becomes of a work that is cancelled, broken off or asked twice."""

import io
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pikepdf
import pytest
from django.test import Client

from procurement.purchase import Purchase
from procurement.rehearsal.walk import Walk
from tests.beginnings import beginning
from tests.procurement.conftest import make_walk
from workflows.models import Bundle, BundleState
from workflows.papers import bundling, joining
from workflows.papers.proofreading import read_text
from workflows.practice import PracticeOffice, found_practice_office, set_day

State = Purchase.State
LAST_OF_OCTOBER, FIRST_OF_NOVEMBER = date(2026, 10, 30), date(2026, 11, 2)  # working days; the days between are a weekend
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
ORDERS = ("purchase", "purchase_order")
Walks = Callable[..., Walk]


@pytest.fixture(autouse=True)
def kept_apart(settings: Any, tmp_path: Any) -> None:
    settings.BUNDLE_ROOT = tmp_path / "bundles"


@beginning
def office() -> PracticeOffice:
    return found_practice_office(is_practice=True, practice_today=LAST_OF_OCTOBER)


@pytest.fixture
def ordered(office: PracticeOffice, walks: Walks) -> list[Walk]:
    """One order on the last working day of October, two on the first of November."""
    first = walks(title="ซื้อกระดาษ")
    first.to(State.ORDERED)
    set_day(office, FIRST_OF_NOVEMBER)
    later = [walks(title=title) for title in ("ซื้อหมึกพิมพ์", "ซื้อแฟ้ม")]
    for walk in later:
        walk.to(State.ORDERED)
    return [first, *later]


def orders_of(office: PracticeOffice, month: date = NOVEMBER) -> Bundle:
    return bundling.ask(office.duangjai, month, *ORDERS)


def work(office: PracticeOffice) -> list[str]:
    return list(bundling.work(office.organization))


def content(bundle: Bundle) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(bundling.file_of(again(bundle)).read_bytes()))


def pdf_page_of(item: pikepdf.OutlineItem) -> Any:
    destination: Any = item.destination
    return destination[0]


def again(bundle: Bundle) -> Bundle:
    bundle.refresh_from_db()
    return bundle


def stood_still(bundle: Bundle) -> None:
    Bundle.objects.filter(pk=bundle.pk).update(touched_at=bundle.asked_at - bundling.STANDS_STILL - timedelta(seconds=1))


# ── which papers ──


def test_a_month_holds_what_was_made_in_it_and_nothing_of_the_day_before(office: PracticeOffice, ordered: list[Walk]) -> None:
    bundles = [orders_of(office, month) for month in (OCTOBER, NOVEMBER, date(2026, 12, 1))]
    assert work(office) == [
        "ใบสั่งซื้อหรือใบสั่งจ้าง ตุลาคม 2569: 1 ฉบับ", "ใบสั่งซื้อหรือใบสั่งจ้าง พฤศจิกายน 2569: 2 ฉบับ", "ใบสั่งซื้อหรือใบสั่งจ้าง ธันวาคม 2569: 0 ฉบับ"]  # fmt: skip
    assert [(again(one).state, one.done, one.total) for one in bundles] == [
        (BundleState.READY, 1, 1), (BundleState.READY, 2, 2), (BundleState.READY, 0, 0)]  # fmt: skip
    read = read_text(bundling.file_of(again(bundles[1])).read_bytes())
    assert all(f"เลขที่ {walk.purchase.order_number}" in read for walk in ordered[1:])
    assert f"เลขที่ {ordered[0].purchase.order_number}" not in read
    assert not bundling.file_of(bundles[2]).exists()


def test_every_kind_in_the_order_of_the_road_with_a_table_of_contents(office: PracticeOffice, ordered: list[Walk]) -> None:
    bundle = bundling.ask(office.duangjai, OCTOBER)
    work(office)
    with content(bundle) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        places = [pdf.pages.index(pikepdf.Page(pdf_page_of(item))) for item in outline.root]
    purchase = ordered[0].purchase
    assert titles == [
        f"รายงานขอซื้อขอจ้าง {purchase.report_number}", "คำสั่งแต่งตั้งผู้ตรวจรับพัสดุ 1/2570",
        f"รายงานผลการพิจารณา {purchase.result_number}", f"ประกาศผู้ชนะ {purchase.announcement_number}", f"ใบสั่งซื้อหรือใบสั่งจ้าง {purchase.order_number}"]  # fmt: skip
    assert places == sorted(set(places)), "each begins on a page of its own"
    assert list(bundling.folder_of(bundle).iterdir()) == [bundling.file_of(again(bundle))], "no part is left behind"


def test_papers_of_a_cancelled_purchase_are_left_out(office: PracticeOffice, ordered: list[Walk]) -> None:
    ordered[1].perform("boonmee", "cancel_purchase", reason="ผู้ขายเลิกกิจการ")
    bundle = orders_of(office)
    work(office)
    assert again(bundle).total == 1


def test_too_many_are_refused_with_what_to_do(office: PracticeOffice, ordered: list[Walk], monkeypatch: Any) -> None:
    monkeypatch.setattr(bundling, "PAPERS_MAX", 1)
    bundle = orders_of(office)
    work(office)
    assert again(bundle).state == BundleState.FAILED
    assert bundle.told == "เดือนนี้มี 2 ฉบับ รวมได้ครั้งละไม่เกิน 1 ฉบับ เลือกทีละชนิด"


def test_more_than_are_joined_at_once_keep_their_order(office: PracticeOffice, ordered: list[Walk], monkeypatch: Any) -> None:
    monkeypatch.setattr(joining, "JOINED_AT_ONCE", 1)
    bundle = orders_of(office)
    work(office)
    with content(bundle) as pdf, pdf.open_outline() as outline:
        assert [item.title.split()[-1] for item in outline.root] == [walk.purchase.order_number for walk in ordered[1:]]


def test_a_kind_that_nobody_prints_cannot_be_asked_for(office: PracticeOffice) -> None:
    with pytest.raises(KeyError):
        bundling.ask(office.duangjai, NOVEMBER, "purchase", "no_such_paper")


# ── twice, cancelled, broken off ──


def test_the_same_request_twice_is_one_bundle_and_another_person_s_is_another(office: PracticeOffice, ordered: list[Walk]) -> None:
    first = orders_of(office)
    assert orders_of(office) == first
    assert bundling.ask(office.rattana, NOVEMBER, *ORDERS) != first
    work(office)
    assert orders_of(office) == first and orders_of(office).state == BundleState.READY
    assert work(office) == [], "what is ready is not made again"


def test_a_cancelled_bundle_stops_at_the_next_paper(office: PracticeOffice, ordered: list[Walk], monkeypatch: Any) -> None:
    bundle, printed = orders_of(office), []

    def cancelling(document: Any, name: str) -> bytes:
        printed.append(document)
        bundling.throw_away(bundle)
        bundling.folder_of(bundle).mkdir(parents=True)  # the worker's next file, put down a moment later
        return b"%PDF"

    monkeypatch.setattr(bundling, "printed", cancelling)
    assert work(office) == ["ใบสั่งซื้อหรือใบสั่งจ้าง พฤศจิกายน 2569: ยกเลิก"]
    assert len(printed) == 1
    assert not bundling.folder_of(bundle).exists()
    assert not Bundle.objects.exists()


def test_a_cancelled_bundle_whose_folder_went_under_the_worker_is_no_failure(
    office: PracticeOffice, ordered: list[Walk], monkeypatch: Any
) -> None:
    bundle = orders_of(office)

    def cancelling(*_: Any) -> bytes:
        bundling.throw_away(bundle)
        return b"%PDF"

    monkeypatch.setattr(bundling, "printed", cancelling)
    assert work(office) == ["ใบสั่งซื้อหรือใบสั่งจ้าง พฤศจิกายน 2569: ยกเลิก"]


class Crash(BaseException):
    """The power goes: nothing catches it."""


def test_a_work_that_was_broken_off_goes_on_where_it_stood(office: PracticeOffice, ordered: list[Walk], monkeypatch: Any) -> None:
    bundle, told, print_one = orders_of(office), [], bundling.printed

    def once(document: Any, name: str) -> bytes:
        told.append(document.pk)
        if len(told) == 2:
            raise Crash
        return print_one(document, name)

    monkeypatch.setattr(bundling, "printed", once)
    with pytest.raises(Crash):
        work(office)
    assert again(bundle).state == BundleState.WORKING
    assert work(office) == [], "as far as anybody can tell somebody is still at it"
    stood_still(bundle)
    assert work(office) == ["ใบสั่งซื้อหรือใบสั่งจ้าง พฤศจิกายน 2569: 2 ฉบับ"]
    assert told == [walk.purchase.pk for walk in (ordered[1], ordered[2], ordered[2])], "the first was not printed again"


def test_a_work_that_breaks_off_each_time_says_so_and_may_be_asked_for_again(
    office: PracticeOffice, ordered: list[Walk], monkeypatch: Any
) -> None:
    bundle = orders_of(office)
    with monkeypatch.context() as broken:
        broken.setattr(bundling, "printed", lambda *_: (_ for _ in ()).throw(Crash()))
        for _ in range(bundling.ATTEMPTS_MAX):
            with pytest.raises(Crash):
                work(office)
            stood_still(bundle)
        assert work(office) == []
    assert again(bundle).state == BundleState.FAILED
    assert "หยุดกลางคันหลายครั้ง" in bundle.told
    assert orders_of(office).state == BundleState.WAITING
    work(office)
    assert again(bundle).state == BundleState.READY


def test_a_paper_that_cannot_be_printed_fails_the_bundle_and_not_the_next_one(
    office: PracticeOffice, ordered: list[Walk], monkeypatch: Any
) -> None:
    bad, good = orders_of(office), orders_of(office, OCTOBER)
    print_one = bundling.printed
    monkeypatch.setattr(bundling, "printed", lambda d, name: 1 / 0 if d.pk == ordered[1].purchase.pk else print_one(d, name))
    work(office)
    assert (again(bad).state, again(good).state) == (BundleState.FAILED, BundleState.READY)
    assert "แจ้งผู้ดูแลระบบ" in bad.told


def test_a_worker_that_lost_its_bundle_to_another_leaves_it_alone(office: PracticeOffice, ordered: list[Walk]) -> None:
    bundle = orders_of(office)
    slow = bundling.claimed(office.organization)
    assert slow is not None
    stood_still(bundle)
    assert bundling.claimed(office.organization) is not None
    with pytest.raises(bundling.Unwanted):
        bundling.touch(slow, done=1)


@pytest.mark.parametrize("fails", [False, True])
def test_who_wakes_up_late_leaves_the_other_s_file_alone(
    office: PracticeOffice, ordered: list[Walk], monkeypatch: Any, fails: bool
) -> None:
    """It stood still over one paper, and another worker has made the whole of it meanwhile."""
    bundle, print_one = orders_of(office), bundling.printed

    def sleeping(*paper: Any) -> bytes:
        monkeypatch.setattr(bundling, "printed", print_one)
        stood_still(bundle)
        assert work(office) == ["ใบสั่งซื้อหรือใบสั่งจ้าง พฤศจิกายน 2569: 2 ฉบับ"]
        return bytes(1 // 0) if fails else print_one(*paper)

    monkeypatch.setattr(bundling, "printed", sleeping)
    assert work(office) == ["ใบสั่งซื้อหรือใบสั่งจ้าง พฤศจิกายน 2569: ผู้อื่นทำต่อ"]
    assert again(bundle).state == BundleState.READY
    assert len(content(bundle).pages) >= 2


def test_what_was_printed_before_a_failure_is_printed_anew(office: PracticeOffice, ordered: list[Walk], monkeypatch: Any) -> None:
    """Hours may lie between the failure and the next request: what was changed in them must be in the file."""
    bundle, told, print_one = orders_of(office), [], bundling.printed

    def failing(document: Any, name: str) -> bytes:
        told.append(document.pk)
        if len(told) == 2:
            raise RuntimeError("the printer fails")
        return print_one(document, name)

    monkeypatch.setattr(bundling, "printed", failing)
    work(office)
    assert orders_of(office).state == BundleState.WAITING
    work(office)
    assert again(bundle).state == BundleState.READY
    assert told == [walk.purchase.pk for walk in (*ordered[1:], *ordered[1:])]


@pytest.mark.parametrize(("unseen", "total"), [(0, 2), (1, 1), (2, 0)])
def test_only_papers_that_are_in_the_file_are_counted(
    office: PracticeOffice, ordered: list[Walk], monkeypatch: Any, unseen: int, total: int
) -> None:
    bundle, find = orders_of(office), bundling.document_for

    def finding(person: Any, model: Any, key: Any) -> Any:
        if key in [walk.purchase.pk for walk in ordered[1 : 1 + unseen]]:
            raise Purchase.DoesNotExist
        return find(person, model, key)

    monkeypatch.setattr(bundling, "document_for", finding)
    work(office)
    assert (again(bundle).state, bundle.done, bundle.total) == (BundleState.READY, total, total)
    page = signed_in(office.duangjai).get(f"/papers/{bundle.pk}/").content.decode()
    assert (f"/papers/{bundle.pk}.pdf" in page) is bool(total), "no link leads to a file that was not made"


def test_a_file_is_kept_for_a_day(office: PracticeOffice, ordered: list[Walk]) -> None:
    bundle = orders_of(office)
    work(office)
    ended = again(bundle).touched_at
    Bundle.objects.update(touched_at=ended - bundling.KEPT + timedelta(minutes=1))
    work(office)
    assert bundling.file_of(again(bundle)).exists()
    Bundle.objects.update(touched_at=ended - bundling.KEPT - timedelta(seconds=1))
    work(office)
    assert not bundling.folder_of(bundle).exists()
    assert not Bundle.objects.exists()


# ── the pages ──


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_list_leads_to_the_request_and_the_request_to_the_file(office: PracticeOffice, ordered: list[Walk]) -> None:
    client = signed_in(office.duangjai)
    assert "/papers/?procedure=purchase" in client.get("/documents/purchase/").content.decode()
    assert "/papers/" in client.get("/board/").content.decode()
    assert "พฤศจิกายน 2569" in client.get("/papers/?procedure=purchase").content.decode()
    asked = client.post("/papers/", {"month": "2026-11", "kind": "purchase:purchase_order"})
    waiting = client.get(asked.url).content.decode()
    assert "รอเริ่มพิมพ์" in waiting and 'http-equiv="refresh"' in waiting and 'hx-trigger="every 2s"' in waiting
    work(office)
    ready = client.get(asked.url).content.decode()
    assert "แฟ้มพร้อมแล้ว 2 ฉบับ" in ready and "refresh" not in ready and "hx-trigger" not in ready
    file = client.get(asked.url.rstrip("/") + ".pdf")
    assert b"".join(file.streaming_content).startswith(b"%PDF")
    assert "attachment" in file["Content-Disposition"]
    assert "เสร็จแล้ว" in client.get("/papers/").content.decode()


def test_nobody_else_has_it_not_even_of_the_same_office(office: PracticeOffice, ordered: list[Walk]) -> None:
    bundle = orders_of(office)
    work(office)
    stranger = found_practice_office(suffix="2", short_name="อบต.อื่น").people["duangjai"]
    for person in (office.rattana, office.boonmee, stranger):
        client = signed_in(person)
        for address in (f"/papers/{bundle.pk}/", f"/papers/{bundle.pk}.pdf"):
            assert client.get(address).status_code == 404
        assert client.post(f"/papers/{bundle.pk}/cancel/").status_code == 404
    assert Client().get(f"/papers/{bundle.pk}.pdf").status_code == 302
    assert bundling.file_of(again(bundle)).exists()


def test_cancelling_is_a_post_and_takes_the_file_along(office: PracticeOffice, ordered: list[Walk]) -> None:
    bundle, client = orders_of(office), signed_in(office.duangjai)
    work(office)
    assert client.get(f"/papers/{bundle.pk}/cancel/").status_code == 405
    assert client.post(f"/papers/{bundle.pk}/cancel/").status_code == 302
    assert not bundling.folder_of(bundle).exists()
    assert client.get(f"/papers/{bundle.pk}/").status_code == 404


def test_a_file_is_made_anew_when_asked_and_its_form_says_so(office: PracticeOffice, ordered: list[Walk]) -> None:
    bundle, client = orders_of(office), signed_in(office.duangjai)
    work(office)
    asked = {"month": "2026-11", "kind": "purchase:purchase_order"}
    assert client.post("/papers/", asked).url == f"/papers/{bundle.pk}/"
    anew = client.post("/papers/", {**asked, "again": "1"}).url
    assert anew != f"/papers/{bundle.pk}/"
    assert not bundling.folder_of(bundle).exists()


@pytest.mark.parametrize(
    "sent", [{"month": "2026-11", "kind": "purchase:nothing"}, {"month": "2020-01"}, {"kind": ""}, {"month": "x"}]
)
def test_what_the_form_does_not_offer_is_not_there(office: PracticeOffice, sent: dict[str, str]) -> None:
    assert signed_in(office.duangjai).post("/papers/", sent).status_code == 404
    assert not Bundle.objects.exists()


def test_an_empty_month_says_so(office: PracticeOffice) -> None:
    bundle, client = orders_of(office), signed_in(office.duangjai)
    work(office)
    assert "เดือนนี้ยังไม่มีเอกสารชนิดนี้" in client.get(f"/papers/{bundle.pk}/").content.decode()
    assert client.get(f"/papers/{bundle.pk}.pdf").status_code == 404


# ── a program of its own ──


@pytest.mark.own_database
def test_a_request_starts_a_program_that_makes_it(settings: Any, own_database: str) -> None:
    office = found_practice_office(is_practice=True, practice_today=FIRST_OF_NOVEMBER)
    make_walk(office)().to(State.ORDERED)
    settings.STARTS_PROGRAMS = True
    bundle = orders_of(office)
    bundling.begin()
    give_up = time.monotonic() + 60
    while again(bundle).is_going and time.monotonic() < give_up:
        time.sleep(0.2)
    assert (bundle.state, bundle.total) == (BundleState.READY, 1)


def test_a_machine_that_can_start_nothing_leaves_it_to_the_clock(settings: Any, monkeypatch: Any) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise OSError("no more processes")

    settings.STARTS_PROGRAMS = True
    monkeypatch.setattr(bundling.subprocess, "Popen", refuse)
    bundling.begin()
