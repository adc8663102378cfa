"""What holds over all pages: their weight, their colours and classes, and their two languages."""

import ast
import re
from pathlib import Path

from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

from tests.workflows.page_reader import Reader, rendered
from tests.workflows.page_samples import PAGES

ROOT = Path(settings.ROOT)
TEMPLATES = ROOT / "workflows" / "templates"
STATIC = ROOT / "workflows" / "static" / "dika"
FIRST_LOAD_BYTES_MAX = 200_000


def test_the_first_load_is_light() -> None:
    """Styles, fonts, scripts and the largest sample page, as they lie on the disk."""
    page = max(len(rendered(name).encode()) for name in PAGES)
    files = [file for file in STATIC.rglob("*") if file.suffix in {".css", ".js", ".woff2", ".svg"}]
    assert len(files) > 6
    assert page + sum(file.stat().st_size for file in files) < FIRST_LOAD_BYTES_MAX


def test_only_the_tokens_hold_raw_colours() -> None:
    for name in ("app.css", "forms.css", "data.css"):
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


CALL = re.compile(r"""\b(ngettext|gettext|_)\(u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")""")


def msgids() -> set[str]:
    """Every msgid of the pages' templates and tags."""
    files = [*(TEMPLATES / "workflows").rglob("*.html"), *TEMPLATES.glob("*.html")]
    sources = [templatize(file.read_text(), origin=str(file)) for file in files]
    sources += [(ROOT / "workflows" / "templatetags" / name).read_text() for name in ("dika.py", "step_form.py")]
    return {ast.literal_eval(found[2]) for source in sources for found in CALL.finditer(source)}


def test_every_sentence_of_the_pages_is_thai_and_has_its_english() -> None:
    found = msgids()
    assert len(found) > 150
    assert not [msgid for msgid in found if not re.search("[ก-๙]", msgid)]
    with (ROOT / "config" / "locale" / "en" / "LC_MESSAGES" / "django.po").open("rb") as file:
        catalog = read_po(file, locale="en")
    english = {(m.id[0] if isinstance(m.id, tuple) else m.id): m for m in catalog if m.id}
    assert not found - english.keys()
    for msgid in found:
        strings = english[msgid].string
        for string in strings if isinstance(strings, tuple) else (strings,):
            assert string and not re.search("[ก-๙]", string), msgid
            assert set(re.findall(r"%\(\w+\)s", string)) == set(re.findall(r"%\(\w+\)s", msgid)), msgid
