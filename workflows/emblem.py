"""The office's emblem on its papers: what picture is taken, and what is kept of it.

Kept is a picture of our own making, never the bytes that came: its frame is square, its ground white, its size what the largest place on
paper needs, and whatever else the file carried is gone. It lies where attachments lie, under its digest, which the register's entry names.
"""

import hashlib
import io
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as text
from PIL import Image, ImageOps

from workflows.attachments import MEGABYTE, media_type, path_of
from workflows.models import Organization

LIMIT_BYTES = 2 * MEGABYTE
SIDE_PIXELS_MIN = 200  # fewer show as steps in the three centimetres of an order
SIDE_PIXELS_MAX = 4000
KEPT_PIXELS = 708  # three centimetres at 600 dots an inch
PICTURES = ("image/png", "image/jpeg")
JPEG_END = b"\xff\xd9"
WHITE = (255, 255, 255)


class EmblemFile(forms.FileField):
    """A PNG or JPEG; the cleaned value is the picture that is kept, with its `digest`."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        content = file.read(LIMIT_BYTES + 1)
        file.seek(0)
        if len(content) > LIMIT_BYTES:
            raise ValidationError(text("ไฟล์ตราใหญ่เกิน %(limit)s เมกะไบต์ ย่อภาพก่อน") % {"limit": LIMIT_BYTES // MEGABYTE})
        picture = as_kept(content)
        kept: Any = ContentFile(picture, name="emblem.png")
        kept.digest = hashlib.sha256(picture).hexdigest()
        return kept


def as_kept(content: bytes) -> bytes:
    """The picture that is kept of a file. Raises ValidationError for what is no PNG or JPEG, or has too few or too many dots."""
    kind = media_type(content)
    if kind not in PICTURES:
        raise ValidationError(text("ตราต้องเป็นไฟล์ PNG หรือ JPEG"))
    if kind == "image/jpeg" and not content.rstrip(b"\0").endswith(JPEG_END):  # the typesetter tells Pillow to take torn ones
        raise ValidationError(text("ไฟล์เสียหาย เปิดไม่ได้"))
    with Image.open(io.BytesIO(content)) as picture:  # only the head is read: the dots are not unpacked before they are counted
        sides = picture.size
        if max(sides) > SIDE_PIXELS_MAX:
            raise ValidationError(text("ภาพตรามีด้านยาวเกิน %(limit)s จุด ย่อภาพก่อน") % {"limit": SIDE_PIXELS_MAX})
        if min(sides) < SIDE_PIXELS_MIN:
            raise ValidationError(text("ภาพตราหยาบเกินไป ด้านสั้นต้องมีอย่างน้อย %(limit)s จุด") % {"limit": SIDE_PIXELS_MIN})
        try:
            drawn = ImageOps.exif_transpose(picture).convert("RGBA")
        except Exception as error:  # whatever the parser stumbles over, the dots are not there
            raise ValidationError(text("ไฟล์เสียหาย เปิดไม่ได้")) from error
    side = min(max(sides), KEPT_PIXELS)
    drawn = ImageOps.contain(drawn, (side, side), Image.Resampling.LANCZOS)
    square = Image.new("RGB", (side, side), WHITE)
    square.paste(drawn, ((side - drawn.width) // 2, (side - drawn.height) // 2), drawn)
    kept = io.BytesIO()
    square.save(kept, "PNG", optimize=True)
    return kept.getvalue()


def emblem_of(organization: Organization) -> bytes:
    """The picture for the office's papers; nothing where none was given, or where its file is gone: papers then show its place."""
    try:
        return path_of(organization.emblem).read_bytes() if organization.emblem else b""
    except FileNotFoundError:
        return b""
