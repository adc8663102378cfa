"""The form that puts a question about a case to whoever has it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from workflows import clock, engine
from workflows.models import Case, User
from workflows.procedure import procedure_of
from workflows.question import SEVERAL, Question
from workflows.refusal import Refused
from workflows.thai import enumerated
from workflows.views.questions import ANCHOR
from workflows.views.resuming import keeps_what_is_typed, resumed
from workflows.views.step import page
from workflows.views.submission import Submission, submission


@keeps_what_is_typed
@login_required
def ask(request: HttpRequest, key: Any) -> HttpResponse:
    """Put a question to whoever has a document of this case. Refused, it is shown again as it was typed."""
    person: Any = request.user
    case = Case.objects.filter(pk=key, organization=person.organization).first()
    if case is None:
        raise Http404
    procedure = procedure_of(Question)
    (declared,) = procedure.opening
    today = clock.today(case.organization)
    blank = Question(organization=case.organization, case=case, procedure=procedure.code, law_date=today, title=case.title)
    typed = resumed(request, declared)
    if typed is not None:
        return page(request, procedure, declared, blank, typed)
    if request.method == "POST":
        sent = submission(request, declared)
        try:
            whom = enumerated([asked.whom for asked in put(person, case, sent)])
            messages.success(request, _("ถาม%(whom)sแล้ว คำตอบจะอยู่ในเรื่องนี้ และบนโต๊ะของคุณจนกว่าจะอ่าน") % {"whom": whom})
        except Refused as refused:
            return page(request, procedure, declared, blank, sent, refused)
    return redirect(reverse("case", args=[case.pk]) + ANCHOR)


def put(person: User, case: Case, sent: Submission) -> list[Any]:
    """One question for each document that it is about, all or none: each desk gives an answer of its own. Raises Refused."""
    abouts = str(sent.data.get("about", "")).split(SEVERAL)
    return engine.whole(
        lambda: [
            engine.open_within(
                person, Question, case.organization, case=case, key=sent.key and f"{sent.key}{number or ''}",
                faults=sent.faults, data={**sent.data, "about": about},
            ).document
            for number, about in enumerate(abouts)
        ]
    )  # fmt: skip
