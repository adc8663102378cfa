"""The rows of official files as a program reads them, and beside each the case that was opened from it."""

from collections.abc import Mapping, Sequence
from typing import Any

from procurement.contracts_table import matching
from procurement.models import ContractRecord
from procurement.purchase import Purchase
from procurement.queries import living_of
from workflows.api.representation import plain
from workflows.api.rows import ROWS, ToldRows
from workflows.api.schema import kind_of

TEXTS = ("project_id", "title", "kind", "method", "agency", "province", "vendor_code", "file_digest")
VALUES = ("row_number", "fiscal_year", "budget_baht", "reference_price_baht", "agreed_price_baht", "announced_on", "transacted_on")


def kinds() -> dict[str, Mapping[str, Any]]:
    """What each value is; a key names the row to an opening, as `record`."""
    columns: dict[str, Any] = {name: ContractRecord._meta.get_field(name) for name in (*TEXTS, *VALUES)}
    told = {name: {**kind_of(column.formfield()), "title": str(column.verbose_name)} for name, column in columns.items()}
    key = {"type": "string", "format": "uuid"}
    return {"id": key, **told, "case": {**key, "nullable": True}}


def told(records: Sequence[ContractRecord]) -> list[dict[str, Any]]:
    """A page of them; `case` is that of the purchase that came of a row and was not called off."""
    living = living_of(Purchase, records)
    return [row(record, living.get(record.pk)) for record in records]


def row(record: ContractRecord, purchase: Any) -> dict[str, Any]:
    facts = {name: plain(getattr(record, name)) for name in (*TEXTS, *VALUES)}
    return {"id": str(record.pk), **facts, "case": str(purchase.case_id) if purchase else None}


ROWS["contracts_register"] = ToldRows(matching, told, kinds())
