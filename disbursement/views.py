"""The bank file, for whoever uploads it."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from disbursement.transfer import Transfer, file_of
from workflows import queries
from workflows.models import User
from workflows.pages import PaperLink
from workflows.roles import Role
from workflows.views.presenting import FILES

UPLOADED_FROM = (Transfer.State.SIGNED, Transfer.State.SENT, Transfer.State.RESULTED, Transfer.State.DONE)


def is_uploader(person: User) -> bool:
    """The finance officer alone, since the file names accounts (P-11)."""
    assert person.organization is not None
    return Role.FINANCE_OFFICER in queries.desk_names(person, person.organization)


def bank_files(document: Any, person: User) -> Iterator[PaperLink]:
    """The bank file of a transfer that all have signed, for whoever uploads it."""
    if isinstance(document, Transfer) and document.state in UPLOADED_FROM and is_uploader(person):
        yield PaperLink(_("ไฟล์สำหรับส่งธนาคาร"), reverse("transfer_file", args=[document.pk]), document.number)


FILES.append(bank_files)


@login_required
def transfer_file(request: HttpRequest, key: Any) -> HttpResponse:
    """The bytes that were signed, once all have signed."""
    person: Any = request.user
    transfer = Transfer.objects.filter(pk=key, organization=person.organization_id).select_related("organization").first()
    if transfer is None:
        raise Http404
    if not is_uploader(person):
        raise PermissionDenied
    if transfer.state not in UPLOADED_FROM:
        return HttpResponse(_("ยังลงนามไม่ครบ จึงยังไม่มีไฟล์ให้ส่งธนาคาร"), status=409, content_type="text/plain; charset=utf-8")
    name, content = file_of(transfer)
    disposition = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="application/octet-stream", headers=disposition)
