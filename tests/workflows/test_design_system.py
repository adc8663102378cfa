"""What holds over all pages: their weight, their colours and classes."""

import re
from pathlib import Path

from django.conf import settings

from tests.workflows.page_reader import Reader, rendered
from workflows.samples import PAGES

ROOT = Path(settings.ROOT)
STATIC = ROOT / "workflows" / "static" / "dika"
FIRST_LOAD_BYTES_MAX = 200_000


def test_the_first_load_is_light() -> None:
    """Styles, fonts, scripts and the largest sample page, as they lie on the disk."""
    page = max(len(rendered(name).encode()) for name in PAGES)
    files = [file for file in STATIC.rglob("*") if file.suffix in {".css", ".js", ".woff2", ".svg"}]
    assert len(files) > 6
    assert page + sum(file.stat().st_size for file in files) < FIRST_LOAD_BYTES_MAX


def test_only_the_tokens_hold_raw_colours() -> None:
    for name in ("app.css", "forms.css", "data.css", "print.css"):
        raw = set(re.findall(r"#[0-9a-f]{3,8}\b", (STATIC / name).read_text())) - {"#fff"}
        assert not raw, (name, raw)


def test_every_named_class_and_token_exists() -> None:
    """A class that no stylesheet knows, or a token that is not defined, is a slip."""
    styles = "".join(file.read_text() for file in STATIC.glob("*.css"))
    defined, used = set(re.findall(r"(--[a-z0-9-]+):", styles)), set(re.findall(r"var\((--[a-z0-9-]+)\)", styles))
    assert used <= defined
    known = set(re.findall(r"\.([a-z][a-z0-9-]*)", styles))
    for name in PAGES:
        for _, found in Reader(rendered(name)).elements:
            assert set(found.get("class", "").split()) <= known, found


def test_no_separator_begins_a_line() -> None:
    """A dot between two facts stays with the first: the space before it does not break, whatever the width of the page."""
    for name in PAGES:
        page = re.sub(r"<title.*?</title>", "", rendered(name), flags=re.DOTALL)
        told = re.sub(r"<[^>]+>", "", page)
        assert not re.search(r"[^\S\u00a0]·", told), name
