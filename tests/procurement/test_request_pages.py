"""A page of รายงานขอซื้อขอจ้าง never ends with words that only announce what follows on the next one."""

import subprocess
from dataclasses import replace
from functools import cache

import pytest

from tests.workflows.paper_cast import at, paper
from tests.workflows.paper_samples import purchase_request
from workflows.papers.printing import print_paper

SENTENCE = "เหตุผลประกอบการขอซื้อครั้งนี้ยาวเต็มบรรทัด "
HEADING, TABLE_HEAD, IMPRINT = "ข้อเสนออื่น", "สกุล", "ฉบับที่"
LENGTHS = range(14, 36)  # over these lengths of the reason, item 8 and its table cross the foot of the second page


@cache
def pages(sentences: int) -> list[list[str]]:
    """The lines of each page, without its number above and its imprint below, as a reader copies them out."""
    report = paper(replace(purchase_request(), reason=SENTENCE * sentences), "1/2570", 1, "ฉบับลงนาม", at(10, 7, 9, 0))
    told = subprocess.run(["pdftotext", "-layout", "-", "-"], input=print_paper(report), capture_output=True, check=True)
    return [body([line.strip() for line in page.splitlines() if line.strip()]) for page in told.stdout.decode().split("\f")[:-1]]


def body(lines: list[str]) -> list[str]:
    foot = next(number for number, line in enumerate(lines) if IMPRINT in line)
    return [line for line in lines[:foot] if not line.startswith("–")]


def where(sentences: int, words: str) -> tuple[int, int]:
    """(page, line) of the first line that holds these words."""
    return next((p, number) for p, lines in enumerate(pages(sentences)) for number, line in enumerate(lines) if words in line)


@pytest.mark.parametrize("sentences", LENGTHS)
def test_the_heading_of_the_proposals_never_ends_a_page(sentences: int) -> None:
    page, line = where(sentences, HEADING)
    assert line < len(pages(sentences)[page]) - 1, "item 8 stands with its first proposal"


@pytest.mark.parametrize("sentences", LENGTHS)
def test_the_table_of_the_members_never_parts_from_the_proposal_that_names_it(sentences: int) -> None:
    page, line = where(sentences, TABLE_HEAD)
    assert line > 0, pages(sentences)[page - 1][-1]


def test_both_were_tried_on_either_side_of_a_page_s_foot() -> None:
    for words in (HEADING, TABLE_HEAD):
        assert len({where(sentences, words)[0] for sentences in LENGTHS}) > 1, words
