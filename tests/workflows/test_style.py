"""/style/ shows every part of the pages, drawn as the product draws it, to whoever keeps the program."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.workflows.page_reader import Reader
from workflows.practice import PracticeOffice, found_practice_office
from workflows.templatetags.dika import kept_part

pytestmark = pytest.mark.django_db
PARTS = Path(settings.ROOT) / "workflows" / "templates" / "workflows" / "parts"
# What the page does not show, each with its reason.
EXCUSED: dict[str, str] = {}


def seen_by(person: Any) -> Any:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client.get("/style/")


@pytest.fixture
def practice(db: None) -> PracticeOffice:
    return found_practice_office(is_practice=True)


def test_each_part_is_shown_or_excused_by_name(practice: PracticeOffice) -> None:
    kept_part.cache_clear()  # a part that an earlier test saw would not be drawn again
    shown = {template.name for template in seen_by(practice.kanda).templates}
    parts = {f"workflows/parts/{path.name}" for path in PARTS.glob("*.html")}
    assert len(parts) > 60
    assert parts - shown == {f"workflows/parts/{name}" for name in EXCUSED}


def test_it_is_whole_escaped_and_each_id_its_own(practice: PracticeOffice) -> None:
    page = seen_by(practice.kanda).content.decode()
    read = Reader(page)
    ids = [found["id"] for _, found in read.elements if "id" in found]
    assert sorted({one for one in ids if ids.count(one) > 1}) == []
    assert "<b onclick" not in page and not read.all("style") and len(read.all("h1")) == 1


def test_every_state_of_a_component_is_there(practice: PracticeOffice) -> None:
    page = seen_by(practice.kanda).content.decode()
    read = Reader(page)
    assert read.all("button", disabled="") and read.all("input", **{"aria-invalid": "true"})
    assert read.all("input", name="title") and read.all("input", name="blank-title")
    for tone in ("tag late", "tag soon", "tag ok", "tag unconfirmed", "sheet stop", "sheet good", "sheet now", "sheet was"):
        assert f'class="{tone}' in page, tone


def test_nobody_else_knows_of_it(db: None) -> None:
    office = found_practice_office()
    assert seen_by(office.boonmee).status_code == 404
    assert Client().get("/style/").status_code == 404
