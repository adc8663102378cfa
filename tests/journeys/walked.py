"""Which walk looks at which address of the product, and which addresses are no page of their own to look at."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.urls import resolve

# By the names of config/urls.py. Each walk proves that it was there; a test proves that no page is left out.
FRESH = frozenset(
    {
        "desk", "board", "case", "trail", "step", "handbook", "handbook_page", "style", "search", "open", "documents", "registers", "register",
        "central", "central_sheet", "setup", "sheet", "identity", "identity_code", "identity_passkey", "sign_in",
    }
)  # fmt: skip
LIVED_IN = frozenset(
    {
        "case", "opened_rows", "trail", "bundles", "pace", "together", "documents", "register", "example", "setup", "central", "central_sheet", "verify",
    }
)  # fmt: skip
DOORS = frozenset(
    {
        "start", "sign_in", "second_factor", "identity", "identity_password", "identity_recovery", "identity_remove", "step", "schema", "bundle",
        "verify_code", "verify_seal", "ask", "case", "manual_making",
    }
)  # fmt: skip
NO_PAGE = {
    "attachment": "a file", "paper": "a paper", "paper_preview": "a picture", "emblem": "a picture", "bundle_file": "a file",
    "transfer_file": "a file for the bank", "board_export": "a sheet", "documents_export": "a sheet", "sheet_template": "a sheet", "manual": "a paper", "manual_of": "a paper",
    "bundle_cancel": "takes a press and leads back", "sheet_confirm": "answers with the page of its sheet", "sign_out": "takes a press and leads to the sign-in",
    "sign_in_passkey": "answers a script", "passkey": "answers a script", "identity_passkey_options": "answers a script",
    "contrast": "takes a press and leads back", "set_language": "takes a press and leads back",
}  # fmt: skip


def names_of(addresses: Iterable[str]) -> set[str]:
    """The names of the addresses that a walk has visited."""
    return {str(resolve(urlsplit(address).path).url_name) for address in addresses}
