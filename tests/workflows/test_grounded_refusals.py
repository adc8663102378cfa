"""Every refusal says what is wrong, under which clause, and what to do next; one that is none of the law's says why it cites none."""

import ast
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from disbursement.rehearsal.furnishing import bank_account
from tests.disbursement.payers import Payers
from tests.shape.files import APPLICATIONS, python, tree
from workflows import engine, failures
from workflows.founding import register_of
from workflows.law import clause
from workflows.procedure import PROCEDURES
from workflows.refusal import NOT_OF_LAW, Refusal, Refused, wrong_input
from workflows.refusing import common_refusals, own_refusals
from workflows.registers.parties import PartyRegister

PARTS = ("code", "sentence", "basis", "remedy")


def written() -> Iterator[tuple[str, str, dict[str, ast.expr]]]:
    """(place, code, what is said) of every refusal in the sources whose code stands there."""
    for path in python(tests=False):
        if path.parts[0] not in APPLICATIONS or path.parts[:2] == ("workflows", "samples"):
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refusal":
                said = dict(zip(PARTS, node.args, strict=False)) | {word.arg: word.value for word in node.keywords if word.arg}
                if isinstance(said.get("code"), ast.Constant):
                    yield f"{path}:{node.lineno}", str(said["code"].value), said


def is_empty(part: ast.expr | None) -> bool:
    return part is None or (isinstance(part, ast.Constant) and part.value == "")


def of_steps() -> set[str]:
    """Codes that the gate, the form or a step's own rules may refuse: where none names a clause, it is the step's."""
    return (
        {"WRONG_INPUT", "VALUE_DOES_NOT_FIT"}  # of a form; and one whose sentence is the law reader's
        | {one.code for one in common_refusals()}
        | {
            one.code
            for procedure in PROCEDURES.values()
            for step in procedure.steps.values()
            for one in own_refusals(procedure, step)
        }
    )


def test_every_refusal_has_its_clause_or_the_reason_why_none_is_cited() -> None:
    found = list(written())
    assert len(found) > 350, "a reader of sources that finds fewer has lost some"
    known = of_steps()
    bare = {(place, code) for place, code, said in found if is_empty(said.get("basis"))}
    assert sorted((place, code) for place, code in bare if code not in NOT_OF_LAW and code not in known) == []
    assert [code for code, reason in NOT_OF_LAW.items() if len(reason.split()) < 3] == []
    assert sorted(NOT_OF_LAW.keys() - {code for _, code, _ in found}) == [], "a reason for a refusal that nobody says"


def test_every_refusal_says_what_is_wrong_and_what_to_do_next() -> None:
    dumb = [(place, code) for place, code, said in written() if is_empty(said.get("sentence")) or is_empty(said.get("remedy"))]
    assert [one for one in dumb if one[1] not in ("LOCKED", "MUST_WAIT")] == [], (
        "of these two slowing.py says the remedy by its own name"
    )


def test_what_only_the_database_met_has_its_clause_too() -> None:
    for constraint, made in failures.CONSTRAINT_REFUSALS.items():
        refusal = made()
        assert refusal.remedy and (refusal.basis or refusal.code in NOT_OF_LAW), constraint


def test_a_refusal_that_names_no_clause_is_under_that_of_its_step_and_never_loses_its_own() -> None:
    own, bare = Refusal("OVER_BALANCE", "ก", "ข้อ 1", "ข"), wrong_input("amount", "ค")
    used = Refusal("KEY_USED", "ง", remedy="จ")
    assert [one.basis for one in Refused([own, bare, used], clause="ข้อ 2").refusals] == ["ข้อ 1", "ข้อ 2", ""]
    assert [one.basis for one in Refused([own, bare, used]).refusals] == ["ข้อ 1", "", ""]


@pytest.fixture
def payers(db: None) -> Payers:
    return Payers()


def told(code: str, action: Any) -> Refusal:
    with pytest.raises(Refused) as caught:
        action()
    return next(one for one in caught.value.refusals if one.code == code)


def test_money_that_an_account_does_not_hold_is_refused_under_the_clause_of_the_payment(payers: Payers) -> None:
    account, payment = bank_account(payers.office, 1, Decimal("1.00")), payers.approved()
    assert told("OVER_BALANCE", lambda: payers.transfer().make([payment], account)).basis == clause("payment.prepare")


def test_a_field_that_holds_what_it_must_not_is_refused_under_the_clause_that_asks_for_it(payers: Payers) -> None:
    walk = payers.voucher()
    assert told("WRONG_INPUT", lambda: walk.lay(tax_id="1")).basis == clause("voucher.prepare")
    register = register_of(payers.office.organization, PartyRegister)
    facts: dict[str, Any] = {"kind": "juristic", "name": "ก", "tax_id": "1", "address": "", "is_vat_registered": True}
    step = PROCEDURES["party_register"].steps["add_party"]
    refusal = told("WRONG_INPUT", lambda: engine.perform(payers.office.duangjai, register, "add_party", **facts))
    assert refusal.basis == step.basis(date.today()).label != ""  # noqa: DTZ011
