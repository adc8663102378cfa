"""The only files that a paper may draw from: those that lie in this package, and pictures carried in the page itself."""

from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

HERE = Path(__file__).parent
OWN_FILES = {HERE / "elements.css", HERE / "paper.css", HERE / "dots.svg"}
CARRIED = ("data:image/svg+xml;base64,", "data:image/png;base64,")


class Forbidden(FatalURLFetchingError):  # type: ignore[misc]
    """Something outside was named. A paper with a hole in it would be worse than none."""


class OwnFiles(URLFetcher):  # type: ignore[misc]
    """Reads no network and no file but our own.

    Some of WeasyPrint's drawing swallows every exception, so what was refused is remembered until the paper is written.
    """

    def __init__(self) -> None:
        super().__init__()
        self.refused: list[str] = []

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url.startswith(CARRIED) or (url.startswith("file:") and Path(url2pathname(urlsplit(url).path)) in OWN_FILES):
            return super().fetch(url, headers)
        self.refused.append(f"a paper may not draw from {url[:80]}")
        raise Forbidden(self.refused[-1])
