"""One contract of a file, as it was written there."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from procurement.contracts_file.kinds import ContractKind, is_consultancy
from procurement.contracts_file.methods import MethodCode
from workflows.calendar import fiscal_year
from workflows.thai import BUDDHIST_ERA_YEARS, CENTURY

MONTHS_OF_A_YEAR = 12


class LayoutCode(StrEnum):
    EGP_CONTRACTS = "EGP_CONTRACTS"
    LAO_MASKED = "LAO_MASKED"


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A row known by file digest, row number and project id: the same project may stand in many rows.

    Text is kept as the source writes it, with runs of spaces made one; a cell that starts like a formula is text too.
    Amounts are baht of at most two decimals, the fiscal year is พ.ศ.; what the source does not tell is None.
    """

    file_digest: str
    row_number: int
    layout: LayoutCode
    project_id: str
    title: str
    kind_as_written: str | None
    kind: ContractKind
    agency: str
    agency_unit: str | None
    province: str | None
    method_as_written: str
    method: MethodCode
    budget_baht: Decimal | None
    reference_price_baht: Decimal | None
    agreed_price_baht: Decimal | None
    announced_on: date | None
    transacted_on: date | None
    fiscal_year: int | None
    vendor_code: str | None
    vendor_is_juristic: bool | None

    @property
    def is_specific(self) -> bool:
        return self.method is MethodCode.SPECIFIC

    @property
    def is_consultancy(self) -> bool:
        """Whether a consultant, a designer or a supervisor is hired, by the method or by the title."""
        return self.method is MethodCode.CONSULTANT or is_consultancy(self.title)

    @property
    def value_baht(self) -> Decimal | None:
        """The agreed price, or else the reference price, or else the budget."""
        told = (self.agreed_price_baht, self.reference_price_baht, self.budget_baht)
        return next((amount for amount in told if amount is not None), None)


def registered_in(project_id: str) -> int | None:
    """The fiscal year (พ.ศ.) in which e-GP gave a project its id, which begins with year and month; None if it does not."""
    year, month = CENTURY + int(project_id[:2]) - BUDDHIST_ERA_YEARS, int(project_id[2:4])
    return fiscal_year(date(year, month, 1)) if 1 <= month <= MONTHS_OF_A_YEAR else None
