"""Static files travel compressed and are kept for good under names that change with them; pages do neither."""

import gzip
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from config.static_files import built

NAMED = re.compile(r'(?:href|src)="(/static/dika/[^"]+)"')
OPENED = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}


def parts(client: Client) -> list[str]:
    return list(dict.fromkeys(NAMED.findall(client.get("/sign-in/").content.decode())))


def fetched(client: Client, address: str, encoding: str) -> tuple[Any, bytes]:
    answer: Any = client.get(address, headers={"accept-encoding": encoding or "identity"})
    return answer, b"".join(answer.streaming_content)


def test_each_part_of_a_page_bears_the_digest_of_its_content(db: None, client: Client) -> None:
    found = parts(client)
    assert len(found) >= 8 and [name for name in found if not re.search(r"\.[0-9a-f]{12}\.\w+$", name)] == []
    for name in found:
        answer, _content = fetched(client, name, "")
        assert answer.status_code == 200 and answer["Cache-Control"] == "max-age=315360000, public, immutable", name


@pytest.mark.parametrize("encoding", ["br", "gzip", ""])
def test_text_travels_as_the_browser_can_read_it(db: None, client: Client, encoding: str) -> None:
    for name in (one for one in parts(client) if one.endswith((".css", ".js"))):
        answer, content = fetched(client, name, encoding)
        assert answer.headers.get("Content-Encoding", "") == encoding and answer["Vary"] == "Accept-Encoding", name
        _plain, whole = fetched(client, name, "")
        assert OPENED[encoding](content) == whole and (not encoding or len(content) < len(whole)), name


def test_a_font_that_a_stylesheet_names_is_kept_for_good_too(db: None, client: Client) -> None:
    (tokens,) = [name for name in parts(client) if "/tokens." in name]
    _answer, content = fetched(client, tokens, "")
    fonts = re.findall(r'url\("?(fonts/[^")]+)"?\)', content.decode())
    assert len(fonts) == 2
    for font in fonts:
        answer, _bytes = fetched(client, f"/static/dika/{font}", "br")
        assert "immutable" in answer["Cache-Control"] and "Content-Encoding" not in answer.headers, "it is compressed by itself"


def test_the_first_load_of_the_sign_in_is_small(db: None, client: Client) -> None:
    fonts = [f"/static/dika/fonts/Sarabun-{weight}.woff2" for weight in (400, 700)]
    wire = sum(len(fetched(client, name, "br")[1]) for name in [*parts(client), *fonts])
    assert wire < 110_000, f"{wire} bytes"


def test_a_page_is_never_compressed(db: None, client: Client) -> None:
    """It holds the token of its form, and may show what a stranger has written."""
    answer = client.get("/sign-in/", headers={"accept-encoding": "br, gzip"})
    assert "Content-Encoding" not in answer.headers


def test_another_content_is_another_folder_and_programs_that_start_at_once_make_one(tmp_path: Path, settings: Any) -> None:
    with ThreadPoolExecutor(4) as programs:
        places = list(programs.map(built, [tmp_path / "made"] * 4))
    assert len(set(places)) == 1 and list((tmp_path / "made").iterdir()) == [places[0]]
    before = (places[0] / "staticfiles.json").stat().st_mtime_ns
    assert built(tmp_path / "made") == places[0] and (places[0] / "staticfiles.json").stat().st_mtime_ns == before, "made once"
    more = tmp_path / "more"
    (more / "dika").mkdir(parents=True)
    (more / "dika" / "extra.css").write_text("b{}")
    settings.STATICFILES_DIRS = [more]
    finders.get_finder.cache_clear()
    try:
        other = built(tmp_path / "made")
    finally:
        finders.get_finder.cache_clear()
    assert other != places[0] and (other / "dika" / "extra.css").exists()
