"""The flows of committees, where viewflow looks for them."""

from committees.goods import GoodsAcceptance
from committees.works import WorksAcceptance
from committees.works_supervision import WorksSupervision
from workflows.flow import flow_for

for _model in (GoodsAcceptance, WorksAcceptance, WorksSupervision):
    flow_for(_model, __name__)
