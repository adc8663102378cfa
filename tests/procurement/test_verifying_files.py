"""Files that a visitor brings to the public page: papers and exports, genuine and otherwise, each with its own clear answer."""

import hashlib
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from procurement.purchase import State
from procurement.rehearsal.walk import Walk
from tests.procurement.steps import report
from tests.procurement.test_verifying import text_of
from tests.workflows.all_papers import all_papers
from workflows import guessing, verifier
from workflows.export import export_journal
from workflows.models import Organization
from workflows.papers.printing import print_paper
from workflows.papers.register import printed
from workflows.practice import found_practice_office
from workflows.seal import seal

Walks = Callable[..., Walk]
AS_PRINTED, NOT_AS_PRINTED = "ตรงกับที่ระบบพิมพ์ทุกไบต์", "ไม่ตรงกับที่ระบบพิมพ์"
EXPORT_STATEMENTS_MAX = 12


def brought(content: bytes, name: str = "paper.pdf") -> Any:
    file = io.BytesIO(content)
    file.name = name
    return Client().post("/verify/", {"file": file})


def order_of(walk: Walk) -> bytes:
    return printed(walk.to(State.ORDER_SIGNED), "purchase_order")


def test_a_printed_file_is_genuine_and_shows_what_it_stands_for(walk: Walk) -> None:
    answer = brought(order_of(walk))
    read = text_of(answer)
    assert answer.status_code == 200
    assert AS_PRINTED in read and "ใบสั่งซื้อ 1/2570" in read and "เป็นฉบับล่าสุด" in read and "37,000.00 บาท" in read


def test_a_file_that_was_printed_before_is_genuine_and_superseded(walk: Walk) -> None:
    old = printed(walk.to(State.REPORTED), "purchase_request")
    walk.perform("rattana", "return_report", reason="ระบุกำหนดส่งมอบให้ชัด")
    walk.perform("duangjai", "report_need", **report(walk, criteria="พิจารณาราคารวมทั้งสิ้น"))
    read = text_of(brought(old))
    assert AS_PRINTED in read and "มีฉบับใหม่แทนแล้ว" in read and "เป็นฉบับล่าสุด" not in read


def test_the_same_paper_printed_later_gives_the_same_bytes(walk: Walk) -> None:
    first = order_of(walk)
    walk.to(State.ORDERED)
    walk.deliver(note_number="ส1")
    assert printed(walk.purchase, "purchase_order") == first


@pytest.mark.parametrize("place", [0, 8, 2000, -1, -20])
def test_one_byte_changed_is_altered_wherever_it_lies(walk: Walk, place: int) -> None:
    changed = bytearray(order_of(walk))
    changed[place] ^= 1
    read = text_of(brought(bytes(changed)))
    assert NOT_AS_PRINTED in read and AS_PRINTED not in read
    assert "37,000.00 บาท" in read, "the genuine facts stand below, to be compared"


def test_a_byte_after_the_end_is_altered_too(walk: Walk) -> None:
    assert NOT_AS_PRINTED in text_of(brought(order_of(walk) + b"\n"))


def test_a_printed_amount_that_was_painted_over_is_altered(walk: Walk) -> None:
    """The attachment is ours and whole; only what the eye sees was changed."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(order_of(walk))) as pdf:
        page = pdf.pages[0]
        page.contents_add(b"q 1 g 0 0 300 300 re f Q")
        pdf.save(out)
    assert NOT_AS_PRINTED in text_of(brought(out.getvalue()))


def wrapped(content: bytes) -> bytes:
    """Another's page, with what ours carries attached to it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as ours, pikepdf.new() as pdf:
        pdf.add_blank_page()
        for name, file in ours.attachments.items():
            pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, file.get_file().read_bytes(), filename=name)
        pdf.save(out)
    return out.getvalue()


def carried_whole(content: bytes) -> bytes:
    """Another's page, with our whole file attached to it."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments["order.pdf"] = pikepdf.AttachedFileSpec(pdf, content, filename="order.pdf")
        pdf.save(out)
    return out.getvalue()


def locked(content: bytes) -> bytes:
    """Our file, saved with a password that opens to everybody."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="x", user=""))
    return out.getvalue()


def updated(content: bytes) -> bytes:
    """Our file to the last byte, and after it an update that shows something else, under our own mark once more."""
    return content + b"\n4 0 obj << >> endobj\ntrailer << " + content[content.rindex(b"/ID [(") :]


@pytest.mark.parametrize("forge", [wrapped, carried_whole, locked, updated])
def test_ours_inside_something_else_is_never_as_printed(walk: Walk, forge: Callable[[bytes], bytes]) -> None:
    answer = brought(forge(order_of(walk)))
    assert answer.status_code == 200
    read = text_of(answer)
    assert AS_PRINTED not in read and (NOT_AS_PRINTED in read or "ไม่ใช่เอกสารที่ระบบนี้ออก" in read)


def test_a_paper_that_bears_our_mark_but_is_in_no_trail_is_none_of_ours(db: None) -> None:
    """As after a restore of an older database: the key is ours, and the trail knows nothing of it."""
    read = text_of(brought(print_paper(all_papers()["voucher"])))
    assert "ไม่ใช่เอกสารที่ระบบนี้ออก" in read and AS_PRINTED not in read


def blank() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    return out.getvalue()


def active() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.OpenAction = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("x")))
        pdf.save(out)
    return out.getvalue()


def photo(size_bytes: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 60)).save(out, "JPEG")
    return out.getvalue().ljust(size_bytes, b"\0")


LIMIT = settings.ATTACHMENT_LIMIT_BYTES


@pytest.mark.parametrize(
    ("content", "status", "said"),
    [
        (blank(), 200, "ไม่ใช่เอกสารที่ระบบนี้ออก"),
        (active(), 200, "มีคำสั่งทำงานซ่อนอยู่"),
        (photo(LIMIT), 200, "ไม่ใช่ PDF และไม่ใช่แฟ้มส่งออก"),
        (photo(LIMIT + 1), 413, "แฟ้มใหญ่เกินไป"),
        (photo(3 * LIMIT), 413, "รับแฟ้มไม่เกิน 10 เมกะไบต์"),
        (b"", 400, "เลือกแฟ้มก่อน"),
        ("ข้อความ".encode(), 200, "ไม่ใช่ PDF และไม่ใช่แฟ้มส่งออก"),
    ],
    ids=["foreign", "active", "ten megabytes", "a byte more", "thirty megabytes", "empty", "text"],
)
def test_each_file_that_is_no_paper_has_its_answer(db: None, content: bytes, status: int, said: str) -> None:
    answer = brought(content)
    assert (answer.status_code, said in text_of(answer)) == (status, True), text_of(answer)


def test_no_file_at_all_and_one_without_a_token_are_refused(db: None) -> None:
    assert Client().post("/verify/", {}).status_code == 400
    file = io.BytesIO(blank())
    assert Client(enforce_csrf_checks=True).post("/verify/", {"file": file}).status_code == 403
    visitor = Client(enforce_csrf_checks=True)
    visitor.get("/verify/")
    file.seek(0)
    sent = {"file": file, "csrfmiddlewaretoken": visitor.cookies["csrftoken"].value}
    assert visitor.post("/verify/", sent).status_code == 200


def rows_of_all_tables() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def test_nothing_of_a_file_is_kept_anywhere(walk: Walk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    content = order_of(walk)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    attached = Path(settings.MEDIA_ROOT)
    files = (content, content.ljust(LIMIT, b" "), content.ljust(2 * LIMIT, b" "), blank(), photo(LIMIT))
    names = {
        hashlib.sha256(file).hexdigest() for file in files
    }  # what is attached lies under its digest, beside what others attach
    before = rows_of_all_tables()
    opened: list[Any] = []
    monkeypatch.setattr("tempfile.NamedTemporaryFile", lambda *a, **k: opened.append(a))
    for file in files:
        brought(file)
    after = rows_of_all_tables()
    changed = {label for label in after if after[label] != before[label]}
    assert changed <= {"axes.AccessAttempt"}, "only that this address was wrong"
    kept = [path.name for path in attached.rglob("*") if path.name in names]
    assert (opened, [*tmp_path.iterdir()], kept) == ([], [], [])


@pytest.mark.parametrize("content", [blank(), photo(1000), b"x << /EmbeddedFile >>stream\nx"], ids=["pdf", "photo", "unknown"])
def test_files_that_prove_nothing_are_guesses_too(db: None, content: bytes) -> None:
    """Whatever they are: each has cost a reading."""
    for _ in range(guessing.GUESSES_MAX):
        assert brought(content).status_code == 200
    answer = brought(content)
    assert answer.status_code == 429 and "พักไว้" in text_of(answer)


# ── exports ──


@pytest.fixture
def exported(walk: Walk, tmp_path: Path) -> Path:
    walk.to(State.REPORTED)
    seal(walk.office.organization)
    walk.to(State.ENDORSED)
    target = tmp_path / "trail.jsonl"
    export_journal(walk.office.organization, target)
    return target


def test_an_export_is_genuine_until_the_trail_goes_on_and_then_too(exported: Path, walk: Walk) -> None:
    content = exported.read_bytes()
    read = text_of(brought(content, "trail.jsonl"))
    assert "ตรงกับร่องรอยของระบบทุกไบต์" in read and "ครบถึงรายการล่าสุด" in read and walk.office.organization.name in read
    walk.to(State.NEGOTIATING)
    seal(walk.office.organization)
    assert "มีรายการเพิ่มในระบบแล้ว" in text_of(brought(content, "trail.jsonl"))


def test_one_byte_of_an_export_changed_anywhere_is_seen(exported: Path) -> None:
    from workflows.exported import Verdict, compare

    content = exported.read_bytes()
    assert compare(content).verdict is Verdict.GENUINE
    for place in range(1, len(content), len(content) // 60):
        changed = bytearray(content)
        changed[place] ^= 1
        assert compare(bytes(changed)).verdict is not Verdict.GENUINE, place
    nothing = content.index(b'"amount_satang": null', content.index(b'"kind": "document"'))
    assert compare(content[:nothing] + b'"bmount' + content[nothing + 7 :]).verdict is not Verdict.GENUINE, (
        "nothing, by another name"
    )
    for longer in (content + b"\n", content + b" ", content[:-1], content[: content.rindex(b"\n", 0, -1) + 1]):
        assert compare(longer).verdict is not Verdict.GENUINE


@pytest.mark.parametrize("name", ["amount_satang", "number", "to"])
def test_a_fact_of_a_document_under_another_name_or_left_out_is_seen(exported: Path, name: str) -> None:
    """A document of no amount says so; one that says nothing of its amount is none that was exported."""
    rows = lines_of(exported)
    place = next(place for place, row in enumerate(rows) if row["kind"] == "document" and row["amount_satang"] is None)
    renamed = {("x" if key == name else key): (None if key == name else value) for key, value in rows[place].items()}
    left_out = {key: value for key, value in rows[place].items() if key != name}
    for changed in (renamed, left_out):
        altered = written([*rows[:place], changed, *rows[place + 1 :]]).decode().splitlines()
        assert [fault.place for fault in verifier.check_export(altered)[1]] == [rows[place]["document"]]


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def written(rows: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def test_a_document_left_out_whole_is_missed(exported: Path) -> None:
    """What remains proves itself: only the trail knows that something is gone."""
    rows = [row for row in lines_of(exported) if row["kind"] != "seal"]
    last = max((row for row in rows if row["kind"] == "entry"), key=lambda row: row["number"])
    gone = next(row["document"] for row in rows if row["kind"] == "entry" and row["document"] != last["document"])
    kept = [row for row in rows if row.get("document") != gone]
    named = {json.loads(row["body"])["content"] for row in kept if row["kind"] == "entry"}
    kept = [row for row in kept if row["kind"] != "content" or row["hash"] in named]
    assert verifier.check_export(written(kept).decode().splitlines())[1] == []
    assert "ไม่ตรงกับร่องรอยของระบบ" in text_of(brought(written(kept), "trail.jsonl"))


def test_seals_left_out_are_missed(exported: Path) -> None:
    kept = [row for row in lines_of(exported) if row["kind"] != "seal"]
    assert "ไม่ตรงกับร่องรอยของระบบ" in text_of(brought(written(kept), "trail.jsonl"))


def test_an_export_that_was_forged_whole_is_of_nobody_here(exported: Path) -> None:
    content = exported.read_text(encoding="utf-8")
    ours = Organization.objects.get().pk.hex
    forged = content.replace(ours, "0" * 32).encode()
    assert "ไม่ใช่ของหน่วยงานในระบบนี้" in text_of(brought(forged, "trail.jsonl"))


@pytest.mark.parametrize(
    "content",
    [
        b'{"kind": "entry"}\n',
        b'{"kind": "entry", "number": true}\n',
        b'{"kind": "seal"',
        b'{"kind": "entry", "body": "' + b"[" * 90_000,
    ],
)
def test_what_only_begins_like_an_export_is_altered(db: None, content: bytes) -> None:
    assert "ไม่ตรงกับร่องรอยของระบบ" in text_of(brought(content, "trail.jsonl"))


def test_an_export_of_another_office_says_nothing_of_ours(exported: Path, walk: Walk, tmp_path: Path) -> None:
    other = found_practice_office(suffix="2", short_name="อบต.อื่น")
    target = tmp_path / "other.jsonl"
    export_journal(other.organization, target)
    read = text_of(brought(target.read_bytes(), "other.jsonl"))
    assert other.organization.name in read and "ตรงกับร่องรอยของระบบทุกไบต์" in read
    mixed = target.read_bytes() + exported.read_bytes()
    assert "ไม่ใช่ของหน่วยงานในระบบนี้" in text_of(brought(mixed, "both.jsonl"))


def test_an_export_asks_the_database_a_few_times(exported: Path) -> None:
    with CaptureQueriesContext(connection) as captured:
        brought(exported.read_bytes(), "trail.jsonl")
    assert len(captured) <= EXPORT_STATEMENTS_MAX


def sealed_often(path: Path) -> list[dict[str, Any]]:
    """The export with a thousand seals of nobody's, each over all that it holds or over nothing."""
    rows = lines_of(path)
    last = max(row["number"] for row in rows if row["kind"] == "entry")
    (real,) = [row for row in rows if row["kind"] == "seal"]
    return [*rows, *({**real, "number": number, "last_entry": last * (number % 2)} for number in range(2, 1000))]


def test_what_the_trail_does_not_know_is_not_proven_at_our_cost(exported: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proof takes entries times seals: ten megabytes of a liar's would keep a worker busy for minutes."""
    rows = lines_of(exported)
    forged = [{**row, "hash": "0" * 64} if row["kind"] == "entry" else row for row in rows]
    twice = [*rows, *(row for row in rows if row["kind"] == "seal")]
    monkeypatch.setattr(verifier, "check_export", lambda *_: pytest.fail("proven"))
    for told in (sealed_often(exported), forged, twice):
        assert "ไม่ตรงกับร่องรอยของระบบ" in text_of(brought(written(told), "trail.jsonl"))


def test_each_seal_reads_only_the_entries_that_it_covers(exported: Path) -> None:
    """Ten years of daily seals are proven in the time that their entries take."""
    rows, read = lines_of(exported), [0]

    class Row(dict[str, Any]):
        def __getitem__(self, name: str) -> Any:
            read[0] += name == "hash"
            return super().__getitem__(name)

    entries = [row for row in rows if row["kind"] == "entry"]
    (real,) = [row for row in rows if row["kind"] == "seal"]
    daily = [{**real, "number": number, "last_entry": entries[number]["number"]} for number in range(len(entries))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(verifier.json, "loads", lambda text, loads=json.loads: Row(loads(text)))
        verifier.check_export(written([*entries, *daily]).decode().splitlines())
    assert read[0] <= 5 * len(entries)  # each entry twice for its chain and once for its seal, and each line once as it is read


@pytest.mark.parametrize(
    "change",
    [
        lambda content: b"\xef\xbb\xbf" + content,
        lambda content: content.replace(b"\n", b"\r\n"),
        lambda content: content[: len(content) // 2],
        lambda content: content.replace("ซื้อ".encode(), json.dumps("ซื้อ").strip('"').encode(), 1),
    ],
    ids=["a mark of order", "lines of another system", "half a line", "letters by their codes"],
)
def test_an_export_saved_in_another_form_is_altered(exported: Path, change: Callable[[bytes], bytes]) -> None:
    assert "ไม่ตรงกับร่องรอยของระบบ" in text_of(brought(change(exported.read_bytes()), "trail.jsonl"))
