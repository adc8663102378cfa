"""The pages that officers open all day: desk, case and board, beside an empty page of the same stack, in an office of many finished cases."""

import re
import statistics
import time
from collections import deque
from datetime import date, timedelta
from typing import Any
from urllib.parse import urljoin

from django.http import HttpRequest, HttpResponse

from tests.bench.figures import Figure, at_most
from tests.bench.steps import counted

FEW_CASES = 1_000
ON_THEIR_WAY = 600  # cases that are not finished, whatever the number of all
REPEATED = 40
OFFICER, HEAD = "rattana", "boonmee"
FINISHED = "purchase.completed"
STOPS = ("purchase.reported", "purchase.approving", "acceptance.one_signature", "voucher.checking", "voucher.approving")
OF_EMPTY, OF_FEW, FIRST_LOAD_KILOBYTES = (8, 4), (1.3, 1.1), (200, 150)  # must, aim


def load(cases: int) -> None:
    """A case that is finished and some on their way, walked step by step; then as many copies as it takes."""
    from procurement.rehearsal.furnishing import furnish
    from procurement.rehearsal.paths import COMMITTEE
    from procurement.rehearsal.road import Road
    from procurement.rehearsal.stages import lived
    from procurement.rehearsal.walk import Need, Walk
    from workflows.models import Case
    from workflows.practice import found_practice_office

    office = found_practice_office(is_practice=True, practice_today=last_bank_day())
    vendors, lines = furnish(office, times=1000)
    each = ON_THEIR_WAY // len(STOPS)
    for place, stop in enumerate((FINISHED, *STOPS)):
        need = Need(f"ซื้อถังขยะพลาสติก {stop}", (("ถังขยะพร้อมฝาและล้อ", "ใบ", "40", "189.00"),), vendors[0], lines[0], members=COMMITTEE)
        road = Road(Walk(office, need))
        deque(lived(road, stop), maxlen=0)
        if stop != FINISHED:
            copy(Case.objects.get(pk=road.walk.purchase.case_id), (place - 1) * each + 1, place * each - 1)
    grow(ON_THEIR_WAY, cases)


def last_bank_day() -> date:
    """The day on which the office is measured: on a Sunday no bank answers, and no case ends."""
    from django.utils import timezone

    from workflows.calendar import is_bank_day

    return next(day for day in (timezone.localdate() - timedelta(days=days) for days in range(30)) if is_bank_day(day))


def grow(few: int, cases: int) -> None:
    """From so many cases to so many, all of them finished."""
    from workflows.models import Case

    copy(Case.objects.get(title__endswith=FINISHED, number__regex="^[0-9]+/[0-9]+$"), few + 1, cases)


def copy(case: Any, first: int, last: int) -> None:
    from tests.bench.copies import Copier
    from tests.bench.load import guards_down

    with guards_down() as cursor:
        Copier(cursor, case, has_journal=not case.title.endswith(FINISHED)).copy(first, last)


def measure(place: Any, cases: int, rounds: int) -> list[Figure]:
    """First few cases, then many, each in fresh processes; what is compared are the shares of an empty page in the same process."""
    base = place.base("pages")
    try:
        base.load(load, FEW_CASES)
        few = [base.run(pages) for _ in range(rounds)]
        base.load(grow, FEW_CASES, cases)
        many = [base.run(pages) for _ in range(rounds)]
        first = base.run(first_load)
    finally:
        place.drop("pages")
    told = ", ".join(f"{name} {size / 1000:.1f}" for name, size in first.items())
    must, aim = FIRST_LOAD_KILOBYTES
    return [
        at_most("first load of the desk", sum(first.values()) / 1000, "kB", must, aim, told),
        *(figure for name in ADDRESSES for figure in figures(name, cases, many, few)),
    ]


def figures(name: str, cases: int, large: list[dict[str, Any]], small: list[dict[str, Any]]) -> list[Figure]:
    share = [statistics.median(row[name] / row["empty"] for row in rows) for rows in (large, small)]
    taken, empty = (statistics.median(row[key] for row in large) * 1000 for key in (name, "empty"))
    asked = [rows[0][f"{name} statements"] for rows in (large, small)]
    beside = f"{taken:.2f} ms beside an empty page in {empty:.2f} ms"
    found = [at_most(f"{name} page, of its time at {FEW_CASES:,} cases", share[0] / share[1], "×", *OF_FEW, beside)]
    if name in HELD_TO_EMPTY:
        found.insert(0, at_most(f"{name} page, {cases:,} cases, of an empty page", share[0], "×", *OF_EMPTY, beside))
    return [*found, at_most(f"{name} page, statements", asked[0], "", asked[1], asked[1], f"at {FEW_CASES:,} cases {asked[1]}")]


# Who opens what; {case} is one before its voucher's checker.
ADDRESSES = {
    "officer's desk": (OFFICER, "/"),
    "head's desk": (HEAD, "/"),
    "case": (HEAD, "/case/{case}/"),
    "board": (HEAD, "/board/"),
    "pace": (HEAD, "/board/pace/"),
    "search": (OFFICER, "/search/?q={number}"),
}
HELD_TO_EMPTY = ("officer's desk", "head's desk", "case", "board")


def empty(request: HttpRequest) -> HttpResponse:
    """The frame that stands around every page, and nothing in it."""
    from django.shortcuts import render

    return render(request, "workflows/base.html")


def clients() -> Any:
    """A browser of each person, signed in; the empty page stands at an address of its own."""
    from django.conf import settings
    from django.test import Client
    from django.urls import path

    from config import urls
    from workflows.models import User

    urls.urlpatterns.append(path("empty/", empty))
    settings.ALLOWED_HOSTS = ["testserver"]
    found = {}
    for who in (OFFICER, HEAD):
        found[who] = Client()
        found[who].force_login(User.objects.get(username=who), backend="django.contrib.auth.backends.ModelBackend")
    return found


def pages() -> dict[str, Any]:
    """How long each page takes on the server, in seconds, and how often it asks; the pages in turn."""
    from workflows.models import Document

    voucher = Document.objects.filter(procedure="voucher", state="checking").select_related("case").first()
    assert voucher
    browsers, named = clients(), {"case": voucher.case_id, "number": voucher.case.number}
    works = {"empty": (HEAD, "/empty/"), **{name: (who, address.format(**named)) for name, (who, address) in ADDRESSES.items()}}

    def opened(name: str) -> None:
        who, address = works[name]
        answer = browsers[who].get(address)
        assert answer.status_code in (200, 302), (address, answer.status_code)

    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(REPEATED):
        for name in works:
            began = time.perf_counter()
            opened(name)
            taken[name].append(time.perf_counter() - began)
    statements = {f"{name} statements": counted(lambda name=name: opened(name)) for name in ADDRESSES}
    return {**{name: statistics.median(times) for name, times in taken.items()}, **statements}


def first_load() -> dict[str, int]:
    """The bytes that a browser that was never here fetches for the desk, by kind: the page and all that it and its styles name."""
    browser = clients()[OFFICER]
    wire, text = fetched(browser, "/")
    found, seen = {"page": len(wire)}, {"/"}
    wanted = deque(re.findall(r'(?:href|src)="(/static/[^"]+)"', text))
    while wanted:
        address = wanted.popleft()
        if address not in seen:
            seen.add(address)
            wire, text = fetched(browser, address)
            kind = address.rpartition(".")[2]
            found[kind] = found.get(kind, 0) + len(wire)
            if kind == "css":
                wanted += [urljoin(address, name) for name in re.findall(r'url\("?([^")]+)"?\)', text)]
    return found


def fetched(browser: Any, address: str) -> tuple[bytes, str]:
    """An answer as it goes over the wire to a browser that takes compressed ones, and its text."""
    import gzip

    import brotli

    answer = browser.get(address, headers={"Accept-Encoding": "gzip, deflate, br, zstd"})
    assert answer.status_code == 200, address
    wire = b"".join(answer.streaming_content) if answer.streaming else answer.content
    plain = {"gzip": gzip.decompress, "br": brotli.decompress}.get(answer.get("Content-Encoding"), bytes)(wire)
    return wire, plain.decode(errors="replace")
