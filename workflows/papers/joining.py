"""Many printed papers as one file: its pages as they stand, a table of contents, a list of what is in it, and a mark over all of it."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from workflows.canonical import canonical
from workflows.papers.mark import mark_joined

JOINED_AT_ONCE = 50  # files that are open together
LIST, PRINTED = "bundle.json", "paper.json"


@dataclass(frozen=True)
class Part:
    """One paper of a bundle, as a file of its own, with its name in the table of contents."""

    file: Path
    name: str


@dataclass(frozen=True)
class Leaves:
    """How many pages a file has, and the hash that its code is the start of; none for a sheaf of several."""

    pages: int
    content_hash: str


def join(parts: Sequence[Part], target: Path, title: str, still_wanted: Callable[[], None]) -> None:
    """All parts in one file. Few files are open together, and their pages are copied as they stand; asks before each sheaf whether to go on.

    The files on the way bear the target's name, so two workers with a target each never meet.
    """
    leaves: list[Leaves] = []
    sheaves = []
    for start in range(0, len(parts), JOINED_AT_ONCE):
        still_wanted()
        sheaf = target.with_suffix(f".sheaf-{start}")
        leaves += joined([part.file for part in parts[start : start + JOINED_AT_ONCE]], sheaf)
        sheaves.append(sheaf)
    still_wanted()
    half = target.with_suffix(".half")
    joined(sheaves, half, list(zip(parts, leaves, strict=True)), title)
    mark_joined(half)
    half.replace(target)
    for sheaf in sheaves:
        sheaf.unlink()


def joined(files: Sequence[Path], target: Path, contents: Sequence[tuple[Part, Leaves]] = (), title: str = "") -> list[Leaves]:
    """Write the pages of these files as one, and say what each has."""
    with ExitStack() as stack:
        whole = stack.enter_context(pikepdf.new())
        found = []
        for file in files:
            source = stack.enter_context(pikepdf.open(file))
            for leaf in source.pages:
                if "/Annots" in leaf.obj:  # the field of a signature, which holds for its own file alone
                    del leaf.obj["/Annots"]
            whole.pages.extend(source.pages)
            found.append(Leaves(len(source.pages), hash_in(source)))
        if contents:
            write_contents(whole, contents, title)
        whole.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return found


def hash_in(source: pikepdf.Pdf) -> str:
    """The hash that a printed paper names in what it carries."""
    if PRINTED not in source.attachments:
        return ""
    return str(json.loads(source.attachments[PRINTED].get_file().read_bytes())["content_hash"])


def write_contents(whole: pikepdf.Pdf, contents: Sequence[tuple[Part, Leaves]], title: str) -> None:
    """The table of contents, and the list that the public page reads: names and hashes, never what the papers say."""
    rows = list(listed(contents))
    with whole.open_outline() as outline:
        for row in rows:
            outline.root.append(pikepdf.OutlineItem(str(row["paper"]), int(str(row["page"])) - 1))
    whole.attachments[LIST] = pikepdf.AttachedFileSpec(whole, canonical({"bundle": title, "papers": rows}).encode(), filename=LIST)
    whole.docinfo["/Title"] = title
    whole.Root.Lang = pikepdf.String("th")


def listed(contents: Sequence[tuple[Part, Leaves]]) -> Iterator[dict[str, object]]:
    page = 1
    for part, leaves in contents:
        yield {"paper": part.name, "page": page, "content_hash": leaves.content_hash}
        page += leaves.pages
