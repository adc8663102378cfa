"""The trail as a file that anybody can prove with verifier.py, without our program and without our database."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workflows import verifier
from workflows.fields import to_satang
from workflows.models import Content, Document, JournalEntry, Organization, Seal
from workflows.seal import row_of

CHUNK = 2000


def export_journal(organization: Organization, target: Path) -> int:
    """Write the export, and the verifier beside it; the number of entries comes back."""
    count = 0
    with target.open("w", encoding="utf-8") as file:
        for row in rows(organization):
            count += row["kind"] == "entry"
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    shutil.copyfile(verifier.__file__, target.with_name("verifier.py"))
    return count


def rows(organization: Organization) -> Iterator[dict[str, Any]]:
    """Entries, contents, documents and seals, one a line."""
    for entry in JournalEntry.objects.filter(organization=organization).order_by("id").iterator(chunk_size=CHUNK):
        yield {
            "kind": "entry", "number": entry.pk, "organization": organization.pk.hex, "document": entry.document_id.hex, "sequence": entry.sequence,
            "recorded_at": entry.recorded_at, "body": entry.body, "previous": entry.previous, "hash": entry.hash,
        }  # fmt: skip
    for digest, body in Content.objects.filter(organization=organization).values_list("hash", "body").iterator(chunk_size=CHUNK):
        yield {"kind": "content", "hash": digest, "body": body}
    for document in Document.objects.filter(organization=organization).order_by("pk").iterator(chunk_size=CHUNK):
        amount = None if document.amount_baht is None else to_satang(document.amount_baht)
        yield {
            "kind": "document", "document": document.pk.hex, "to": document.state, "version": document.version, "sequence": document.sequence,
            "content": document.content_hash, "number": document.number, "title": document.title, "amount_satang": amount,
        }  # fmt: skip
    for seal in Seal.objects.filter(organization=organization).order_by("number"):
        yield {"kind": "seal", **row_of(seal)._asdict()}
