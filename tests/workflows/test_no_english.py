"""Every page that can be reached by links, as each officer sees it, speaks Thai: no English word but names."""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client

from tests.workflows.test_pages_live import signed_in
from workflows.practice import PracticeOffice

# Names of programs, of kinds of files, and of the other language in the switch; there is no Thai for them.
NAMES = {"Dika", "e-bidding", "Debit", "Advice", "English", "e-GP", "e-LAAS", "Excel", "Corporate", "Online", "OpenAPI", "xlsx"}
WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
# What is no sentence: program text, a secret to type, names of files, codes of refusals and numbers of papers, pieces of digests and of addresses.
NO_SENTENCE = re.compile(
    r"<(script|style|code|pre)\b.*?</\1>|<p class=\"code\".*?</p>|[\w.-]+\.(?:pdf|csv|py|toml)\b|\b[0-9a-f]{4,64}\b|\b[A-Z]{2,}[A-Z_\d-]*\b|https?://\S+",
    re.DOTALL,
)
SPOKEN = re.compile(r'(?:aria-label|title|placeholder|alt)="([^"]*)"')
ELSEWHERE = re.compile(r"^(?:#|https?:|mailto:)|\.(?:pdf|xlsx|json|png)$|/file/|^/static/")
FOR_PROGRAMS = {"/api/", "/style/"}  # names of operations and of fields, and the samples of the tests
PAGES_OF_A_KIND, PAGES_MIN = 2, 60


def words(page: str) -> set[str]:
    """The words in Latin letters that a reader sees or hears."""
    page = NO_SENTENCE.sub(" ", page)
    said = " ".join([*SPOKEN.findall(page), re.sub(r"<[^>]+>", " ", page)])
    return {word for word in WORD.findall(unescape(said)) if len(word) > 1 and not re.fullmatch("[a-f]+", word)} - NAMES


def kind(address: str) -> str:
    path = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "…", urlsplit(address).path)
    return f"{path}?{','.join(sorted(part.partition('=')[0] for part in urlsplit(address).query.split('&')))}"


def pages(client: Client, seen: Counter[str]) -> Iterator[tuple[str, str]]:
    """(address, page) of whatever links lead to, a few of each kind."""
    waiting, known = ["/"], {"/"}
    while waiting:
        address = waiting.pop(0)
        if seen[kind(address)] >= PAGES_OF_A_KIND or urlsplit(address).path in FOR_PROGRAMS:
            continue
        seen[kind(address)] += 1
        answer = client.get(address)
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
            continue
        page = answer.content.decode()
        yield address, page
        links = (urljoin(address, unescape(link)).partition("#")[0] for link in re.findall(r'<a\b[^>]*\bhref="([^"]+)"', page))
        fresh = [link for link in dict.fromkeys(links) if link not in known and not ELSEWHERE.search(urlsplit(link).path or "#")]
        known.update(fresh)
        waiting += fresh


@pytest.fixture
def office(lived_in: PracticeOffice) -> PracticeOffice:
    return lived_in


def test_no_page_speaks_english(office: PracticeOffice) -> None:
    seen: Counter[str] = Counter()
    told = [
        f"{who} {address}: {', '.join(sorted(found))}"
        for who in office.people
        for address, page in pages(signed_in(office, who), seen)
        if (found := words(page) - office.people.keys())
    ]
    assert len(seen) > PAGES_MIN
    assert not told, "\n".join(told)


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<p>ลงนาม e-GP แล้ว</p>", set()),
        ("<p>ลงนาม Sign now</p>", {"Sign", "now"}),
        ('<input placeholder="Search">', {"Search"}),
        ("<p>inspection.pdf 9f3a abcd</p><code>select</code>", set()),
    ],
)
def test_a_planted_word_is_seen(page: str, found: set[str]) -> None:
    assert words(page) == found
