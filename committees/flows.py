"""The flows of committees, where viewflow looks for them."""

from committees.goods import GoodsAcceptance
from committees.works import WorksAcceptance
from workflows.flow import flow_for

for _model in (GoodsAcceptance, WorksAcceptance):
    flow_for(_model, __name__)
