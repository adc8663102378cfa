"""An answer that whoever asked has not read yet."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.models.document import Document


class UnreadAnswer(models.Model):
    """Written with the answer, and gone when the one who asked has opened the case. Nothing lawful rests on it."""

    question = models.OneToOneField(Document, models.CASCADE, primary_key=True, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("คำตอบที่ผู้ถามยังไม่อ่าน")
