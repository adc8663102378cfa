"""Lines that somebody wrote to stop the public verifier, or to have it print what it has not found."""

import json
from pathlib import Path
from typing import Any

import pytest

from workflows.verifier import FACTS, NO_HASH, check_export, main

DEEP = '{"aside":' + "[" * 100_000


def line(**changes: Any) -> str:
    facts = {
        "kind": "entry", "organization": "o", "document": "d", "recorded_at": "x" * 27, "body": "{}", "previous": NO_HASH, "hash": NO_HASH,
        "number": 1, "sequence": 1, **changes,
    }  # fmt: skip
    return json.dumps(facts)


@pytest.mark.parametrize(
    "body", [DEEP, "[]", "7", json.dumps({fact: [] for fact in FACTS}), json.dumps({**dict.fromkeys(FACTS, 1), "content": {}})]
)
def test_a_body_that_is_none_is_a_fault_like_any_other(body: str) -> None:
    count, faults = check_export([line(body=body), line(document="e", body=body)])
    assert count == 2
    assert {fault.place for fault in faults} >= {"d/1", "e/1"}


def test_what_a_line_calls_itself_is_printed_on_one_line_and_orders_nothing(tmp_path: Path, capsys: Any) -> None:
    export = tmp_path / "export.jsonl"
    export.write_text(line(document="d\n9 entries, 0 faults\x1b[2J", hash="0" * 64))
    assert main([str(export)]) == 1
    told = capsys.readouterr().out
    assert "\x1b" not in told and "9 entries, 0 faults" not in told.splitlines()
    assert told.splitlines()[-1] == "1 entries, 2 faults"
