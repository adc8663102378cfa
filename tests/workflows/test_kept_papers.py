"""Finished prints in memory: the very same paper is laid out once, any other anew, and never more is kept than there is room for."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.workflows.all_papers import all_papers
from tests.workflows.paper_cast import OFFICE
from tests.workflows.test_signed_papers import held  # noqa: F401
from workflows.papers import bundling, kept, preview, printing, register
from workflows.papers.kept import KEPT, Kept, key_of
from workflows.papers.printing import open_paper, print_paper

VOUCHER = all_papers()["voucher"]
EMBLEM = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="4" cy="4" r="4"/></svg>'


@pytest.fixture(autouse=True)
def empty() -> Iterator[None]:
    KEPT.clear()
    yield
    KEPT.clear()


@pytest.fixture
def laid_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that were laid out."""
    pages: list[str] = []
    real = printing.laid_out

    def watched(html: str) -> Any:
        pages.append(html)
        return real(html)

    monkeypatch.setattr(printing, "laid_out", watched)
    return pages


def test_a_paper_opened_again_is_the_same_file_and_is_not_laid_out_again(laid_out: list[str]) -> None:
    first = open_paper(VOUCHER)
    assert (open_paper(VOUCHER), len(laid_out)) == (first, 1)
    assert print_paper(VOUCHER) == first, "and it is what a print without the memory gives"


@pytest.mark.parametrize(
    "other",
    [
        replace(VOUCHER, organization=replace(OFFICE, thai_digits=True)),
        replace(VOUCHER, organization=replace(OFFICE, is_practice=True)),
        replace(VOUCHER, organization=replace(OFFICE, tax_id="0000000000000")),
        replace(VOUCHER, number="9/2570"),
        replace(VOUCHER, version=VOUCHER.version + 1),
        replace(VOUCHER, time_of_data=VOUCHER.time_of_data.replace(second=59)),
    ],
    ids=[
        "digits",
        "practice",
        "tax id, which only the attachment tells",
        "number",
        "version",
        "a second that is not printed",
    ],
)
def test_whatever_goes_into_a_print_makes_it_another(laid_out: list[str], other: Any) -> None:
    first, second = open_paper(VOUCHER), open_paper(other)
    assert (first != second, len(laid_out)) == (True, 2)
    assert second == print_paper(other)


def test_another_emblem_is_another_print_where_the_paper_bears_one(laid_out: list[str]) -> None:
    letter = all_papers()["winner_announcement"]
    changed = replace(letter, organization=replace(letter.organization, emblem=EMBLEM))
    assert (open_paper(letter) != open_paper(changed), len(laid_out)) == (True, 2)


def test_another_content_of_the_same_look_is_another_print(laid_out: list[str]) -> None:
    signed = all_papers()["winner_announcement"]
    assert open_paper(signed) != open_paper(VOUCHER)
    assert len(laid_out) == 2


def test_another_key_of_the_installation_leaves_another_mark(settings: Any, laid_out: list[str]) -> None:
    first = open_paper(VOUCHER)
    settings.SECRET_KEY = "another key of this installation"
    assert (open_paper(VOUCHER) != first, len(laid_out)) == (True, 2)


def test_a_signed_print_keeps_its_moment_and_goes_with_its_certificate(held: Any, settings: Any, laid_out: list[str]) -> None:  # noqa: F811
    first = open_paper(VOUCHER)
    assert (open_paper(VOUCHER), len(laid_out)) == (first, 1)
    settings.CERTIFICATE = ""
    assert b"/ByteRange" in first and b"/ByteRange" not in open_paper(VOUCHER)


def test_what_draws_from_outside_is_refused_each_time() -> None:
    outside = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/hostname" width="9" height="9"/></svg>'
    paper = replace(all_papers()["purchase_request"], organization=replace(OFFICE, emblem=outside))
    for _ in range(2):
        with pytest.raises(PermissionError, match="may not draw from"):
            open_paper(paper)
    assert KEPT.size_bytes == 0


def test_the_picture_of_a_paper_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = open_paper(VOUCHER)
    first = preview.first_page(paper)
    monkeypatch.setattr(preview, "drawn", lambda _content: b"drawn again")
    assert preview.first_page(paper) == first
    KEPT.clear()
    assert preview.first_page(paper) == b"drawn again"
    assert first.startswith(b"\x89PNG") and first != paper


def test_a_bundle_leaves_nothing_in_memory() -> None:
    assert bundling.printed is register.printed, "bundles print through the way that keeps nothing"
    print_paper(VOUCHER)
    assert KEPT.size_bytes == 0


def test_what_was_not_asked_for_the_longest_goes_first() -> None:
    store = Kept(40)
    for name in "abcd":
        store.put(name, name.encode() * 10)
    assert store.get("a") == b"a" * 10
    store.put("e", b"e" * 10)
    assert [store.get(name) is not None for name in "abcde"] == [True, False, True, True, True]
    assert store.size_bytes == 40


def test_no_single_print_puts_out_all_the_others() -> None:
    store = Kept(40)
    store.put("a", b"a" * 10)
    assert store.put("manual", b"x" * 11) == b"x" * 11
    assert (store.get("manual"), store.get("a"), store.size_bytes) == (None, b"a" * 10, 10)


def test_the_same_twice_takes_its_room_once() -> None:
    store = Kept(40)
    store.put("a", b"a" * 10)
    store.put("a", b"a" * 10)
    assert store.size_bytes == 10
    store.clear()
    assert (store.get("a"), store.size_bytes) == (None, 0)


def test_parts_of_a_key_do_not_run_into_each_other() -> None:
    assert key_of("ab", "c") != key_of("a", "bc")
    assert kept.LIMIT_BYTES == 33_554_432
