"""What a PDF/A-3 carries along: data that a program reads beside the page, such as the JSON of a paper of ours or the XML of an e-tax invoice.

Data is taken; a program, a script, a page of the web or another PDF is not, whatever it calls itself.
"""

import json
import re
from collections.abc import Callable, Sequence
from typing import Any
from xml.parsers import expat

import pikepdf

from workflows.papers.mark import is_as_joined
from workflows.papers.returned import unpacked

DATA_BYTES_MAX = 4 * 1024 * 1024  # of one file that is carried, unpacked
DATA_IN_ALL_BYTES_MAX = 4 * DATA_BYTES_MAX  # of all that one PDF carries
NAMES = ("/F", "/UF", "/DOS", "/Mac", "/Unix")
LEADS_ON = ("/FS", "/RF")  # to another file system, such as the web; to files beside it, which bear names of their own
HIDES = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # where a name ends, or which way it is read
RUNS_IN_BROWSERS = ("html", "svg", "script", "stylesheet", "hta")


def may_carry(content: bytes, pdf: pikepdf.Pdf) -> bool:
    """Whether a file says that it is PDF/A-3, which may carry others, or is one of this office's files of joined papers."""
    with pdf.open_metadata() as told:
        return bool(told.get("pdfaid:part") == "3") or is_as_joined(content)


def are_plain_data(carrying: Sequence[Any]) -> bool:
    """Whether all that these file specifications carry is what its name says: JSON or XML, and nothing that acts.

    In bounded time: what several carry is judged once, and all of it together is no more than a bound.
    """
    judged, left = set(), DATA_IN_ALL_BYTES_MAX
    for named in carrying:
        is_data, streams = data_named(named), [stream for _key, stream in named["/EF"].items()]
        if is_data is None or not streams:
            return False
        for stream in streams:
            known = (stream.objgen, is_data)
            if stream.is_indirect and known in judged:
                continue
            content = read(stream)
            left -= len(content)
            if left < 0 or not is_data(content):
                return False
            judged.add(known)
    return True


def data_named(named: Any) -> Callable[[bytes], bool] | None:
    """What the content must be by every name of it; None where the names differ, hide something, or are of no data."""
    names = [str(named[key]).lower() for key in NAMES if key in named]
    if not names or any(map(HIDES.search, names)) or any(key in named for key in LEADS_ON):
        return None
    kinds = ((".json", is_json), (".xml", is_xml))
    return next((is_data for ending, is_data in kinds if all(name.endswith(ending) for name in names)), None)


def read(stream: Any) -> bytes:
    """The bytes of a carried file; nothing for one that is packed otherwise than plainly, or swells."""
    packed = (
        [str(way) for way in stream.get("/Filter", pikepdf.Array()).wrap_in_array()] if isinstance(stream, pikepdf.Stream) else [""]
    )
    if packed not in ([], ["/FlateDecode"]) or "/DecodeParms" in stream:
        return b""
    raw = stream.read_raw_bytes()
    content = unpacked(raw, DATA_BYTES_MAX + 1) if packed else raw
    return content if len(content) <= DATA_BYTES_MAX else b""


def is_json(content: bytes) -> bool:
    """An object or a list; a bare word might be anything."""
    try:
        return isinstance(json.loads(content.decode("utf-8-sig")), (dict, list))
    except (ValueError, RecursionError):
        return False


def is_xml(content: bytes) -> bool:
    """Well formed, without a document type, whose entities might swell or lead elsewhere, and nothing that a browser would run."""
    acts: list[str] = []
    reader = expat.ParserCreate(namespace_separator=" ")
    reader.StartDoctypeDeclHandler = lambda *told: acts.append("doctype")
    reader.ProcessingInstructionHandler = lambda target, _data: acts.append(target)
    reader.StartElementHandler = lambda name, _attributes: acts.extend(
        found for found in RUNS_IN_BROWSERS if name.lower().split()[-1] == found
    )
    try:
        reader.Parse(content, True)
    except expat.ExpatError:
        return False
    return not acts
