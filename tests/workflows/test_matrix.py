"""The declarations against the matrices that were written by hand, cell by cell. What is planted is caught: test_matrix_planted.py."""

import pytest

from tests.workflows.matrix import FILES, differences_of, expected
from workflows.procedure import PROCEDURES
from workflows.registers.register import Register
from workflows.separation import BARRED, PAIRS

CODES = [path.stem for path in FILES]


@pytest.mark.parametrize("code", CODES)
def test_the_declarations_are_the_matrix(code: str) -> None:
    assert differences_of(PROCEDURES[code]) == []


@pytest.mark.parametrize("code", CODES)
def test_every_row_names_its_source(code: str) -> None:
    assert [name for name, row in expected(code)["steps"].items() if not row["source"].strip()] == []


def test_every_procedure_but_the_registers_has_a_matrix() -> None:
    walked = {code for code, procedure in PROCEDURES.items() if not issubclass(procedure.model, Register)}
    assert walked == set(CODES)


def test_every_pair_stands_in_a_matrix() -> None:
    pairs = [*PAIRS, *(pair for held in BARRED.values() for _, pair in held)]
    assert {pair.first.split(".")[0] for pair in pairs} <= set(CODES)
