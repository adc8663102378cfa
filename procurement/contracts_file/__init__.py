"""Contracts files of others: the official e-GP layout and the masked layout of local authorities. Parsing, no models.

`read_contracts(path)` judges the whole file first and refuses it whole, with every reason; its rows are then iterated.
"""

from procurement.contracts_file.kinds import ContractKind
from procurement.contracts_file.methods import MethodCode
from procurement.contracts_file.reading import ContractsFile, read_contracts
from procurement.contracts_file.refusals import ContractsFileChanged, ContractsFileRefused, Fault, FileRefusal
from procurement.contracts_file.rows import ContractRow, LayoutCode

__all__ = [
    "ContractKind",
    "ContractRow",
    "ContractsFile",
    "ContractsFileChanged",
    "ContractsFileRefused",
    "Fault",
    "FileRefusal",
    "LayoutCode",
    "MethodCode",
    "read_contracts",
]
