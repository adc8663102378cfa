"""What browsers keep: each static file under a name that tells its content, and compressed beforehand.

Made when a program starts and finds none of this very content, into a folder that bears its digest: nobody can forget a step, nothing old is
served, and programs that start at once keep out of each other's way. Only these files are compressed, which hold no secret; a page that
shows one beside what a stranger can put into it would leak it by its length (BREACH).
"""

import shutil
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.storage import CompressedManifestStaticFilesStorage

DIGEST_LETTERS = 16
OURS = "dika/"  # a library's own pages are not shown, so its files are not served


def sources() -> dict[str, tuple[Any, str]]:
    """Each file of ours by its name: where it is kept, and under which path; of two of one name the first counts."""
    found: dict[str, tuple[Any, str]] = {}
    for finder in get_finders():
        for path, storage in finder.list([]):
            if path.startswith(OURS):
                found.setdefault(path, (storage, path))
    return found


def digest_of(files: dict[str, tuple[Any, str]]) -> str:
    whole = sha256()
    for name, (storage, path) in sorted(files.items()):
        content = Path(storage.path(path)).read_bytes()
        whole.update(f"{len(name)} {name} {len(content)} ".encode() + content)
    return whole.hexdigest()[:DIGEST_LETTERS]


def built(root: Path) -> Path:
    """The folder of today's content, made whole elsewhere and then put in its place."""
    files = sources()
    place = root / digest_of(files)
    if not place.exists():
        root.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=root))
        made.chmod(0o755)
        build(files, made)
        try:
            made.rename(place)
        except OSError:  # another program was here first
            shutil.rmtree(made)
    return place


def build(files: dict[str, tuple[Any, str]], into: Path) -> None:
    """Copies, then their hashed and compressed forms and the list of both. Raises what is wrong with a reference in a stylesheet."""
    storage = CompressedManifestStaticFilesStorage(location=str(into))
    for name, (source, path) in files.items():
        with source.open(path) as content:
            storage.save(name, content)
    for _name, _hashed, outcome in storage.post_process(files):
        if isinstance(outcome, Exception):
            raise outcome


class Built(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Where `{% static %}` looks up a file's name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(location=str(built(settings.STATE / "static")), **options)


class Served(WhiteNoiseMiddleware):  # type: ignore[misc]
    """Serves what was made; while developing, the sources themselves."""

    def __init__(self, get_response: Any) -> None:
        super().__init__(get_response)
        self.add_files(str(built(settings.STATE / "static")), prefix=self.static_prefix)
