"""The roof's doors."""

from django.urls import include, path

from disbursement.views import transfer_file
from workflows.api.api import api
from workflows.views import (
    board,
    case,
    central,
    desk,
    handbook,
    lists,
    manual,
    paper,
    schema,
    session,
    step,
    together,
    tracking,
    trail,
    verify,
)

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("case/<uuid:key>/", case.case, name="case"),
    path("case/<uuid:key>/trail/", trail.trail, name="trail"),
    path("do/<slug:procedure>/<uuid:key>/<slug:step>/", step.step, name="step"),
    path("open/<slug:procedure>/", step.opening, name="open"),
    path("file/<slug:procedure>/<uuid:key>/<str:digest>/", case.attachment, name="attachment"),
    path("paper/<slug:procedure>/<uuid:key>/<slug:name>.pdf", paper.paper, name="paper"),
    path("transfer/<uuid:key>/file/", transfer_file, name="transfer_file"),
    path("together/<slug:procedure>/<slug:step>/", together.together, name="together"),
    path("board/", board.board, name="board"),
    path("board/pace/", tracking.pace, name="pace"),
    path("board/export.xlsx", tracking.export, name="board_export"),
    path("registers/", lists.register_list, name="registers"),
    path("registers/<slug:procedure>/", lists.register, name="register"),
    path("central/", central.waiting, name="central"),
    path("central/<slug:entry>/<uuid:key>/", central.sheet, name="central_sheet"),
    path("documents/<slug:procedure>/", lists.documents, name="documents"),
    path("search/", lists.search, name="search"),
    path("handbook/", handbook.index, name="handbook"),
    path("handbook/manual.pdf", manual.whole, name="manual"),
    path("handbook/<slug:procedure>/", handbook.page, name="handbook_page"),
    path("handbook/<slug:procedure>/manual.pdf", manual.one, name="manual_of"),
    path("verify/", verify.verify, name="verify"),
    path("verify/seal/<str:digest>", verify.seal, name="verify_seal"),
    path("verify/<str:code>", verify.code, name="verify_code"),
    path("sign-in/", session.sign_in, name="sign_in"),
    path("sign-out/", session.sign_out, name="sign_out"),
    path("contrast/", session.contrast, name="contrast"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("api/", schema.schema, name="schema"),
    path("api/v1/", api.urls),
]
