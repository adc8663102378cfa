"""The office's certificate: a PKCS#12 file that the environment names, with its passphrase in a file beside it; never in the database.

Without one, papers are printed unsigned. So they are with one that cannot be used: the papers are lawful without it, and no office stands
still because a certificate has ended. The system check says so, and the log.
"""

import logging
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core import checks
from django.utils import timezone

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner

logger = logging.getLogger(__name__)


class Unusable(Exception):
    """A certificate is named, and nothing can be signed with it; says why, in Thai."""


def signer() -> "SimpleSigner | None":
    """Who signs the office's papers now; nobody without a usable certificate."""
    try:
        return usable(timezone.now())
    except Unusable as error:
        logger.error("papers are printed unsigned: %s", error)
        return None


def usable(now: datetime) -> "SimpleSigner | None":
    """The signer of the certificate that is named, or None where none is. Raises Unusable."""
    if not settings.CERTIFICATE:
        return None
    path, passphrase = Path(settings.CERTIFICATE), Path(settings.CERTIFICATE_PASSPHRASE or "/dev/null")
    try:
        found = loaded(path, passphrase, path.stat().st_mtime_ns, passphrase.stat().st_mtime_ns)
    except OSError as error:
        raise Unusable("อ่านแฟ้มใบรับรองหรือแฟ้มรหัสผ่านของใบรับรองไม่ได้ ตรวจ DIKA_CERTIFICATE และ DIKA_CERTIFICATE_PASSPHRASE") from error
    if found is None:
        raise Unusable("เปิดแฟ้มใบรับรองไม่ได้ แฟ้มต้องเป็น PKCS#12 (.p12, .pfx) และรหัสผ่านต้องถูกต้อง")
    held: Any = found.signing_cert
    if now > held.not_valid_after:
        raise Unusable(f"ใบรับรองหมดอายุแล้วเมื่อ {held.not_valid_after:%Y-%m-%d} เอกสารพิมพ์โดยไม่มีลายมือชื่อดิจิทัล ขอใบใหม่แล้ววางแทน")
    if now < held.not_valid_before:
        raise Unusable(f"ใบรับรองยังไม่เริ่มใช้ ใช้ได้ตั้งแต่ {held.not_valid_before:%Y-%m-%d}")
    return found


@lru_cache(1)
def loaded(path: Path, passphrase: Path, *changed: int) -> "SimpleSigner | None":
    """Read once, and again when a file has changed. Raises OSError."""
    from pyhanko.sign.signers import SimpleSigner  # most of a second, and only an office with a certificate needs it

    path.read_bytes()  # an absent file is another fault than a wrong passphrase
    found: SimpleSigner | None = SimpleSigner.load_pkcs12(str(path), passphrase=passphrase.read_bytes().strip() or None)
    return found


@checks.register("dika")
def certificate_usable(**_: Any) -> Iterable[checks.CheckMessage]:
    """A certificate that cannot be used, in Thai; a warning, for everything but the signature works."""
    try:
        usable(timezone.now())
    except Unusable as error:
        return [checks.Warning(str(error), id="dika.W001")]
    return []
