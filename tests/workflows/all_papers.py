"""One of every paper, of the invented office."""

from tests.workflows.paper_cast import at, paper
from tests.workflows.paper_letters import acceptance_report, result_report, vendor_letter
from tests.workflows.paper_samples import (
    acceptance_certificate,
    daily_position,
    hire_order,
    purchase_order,
    purchase_request,
    voucher,
    winner_announcement,
    withholding_certificate,
    works_certificate,
)
from tests.workflows.paper_slips import appointment_order, remittance_slip, remittance_summary
from workflows.papers.paper import Paper


def all_papers() -> dict[str, Paper]:
    """Every paper by its template, as it stands at its last act."""
    return {
        "purchase_request": paper(purchase_request(), "นด 70102/418", 4, "หลังคำสั่งของนายก", at(10, 8, 13, 58)),
        "appointment_order": paper(appointment_order(), "218/2569", 4, "หลังคำสั่งของนายก", at(10, 8, 13, 58)),
        "result_report": paper(result_report(), "9/2570", 3, "หลังการเห็นชอบ", at(10, 15, 9, 10)),
        "winner_announcement": paper(winner_announcement(), "45/2570", 2, "ประกาศผู้ชนะ", at(10, 15, 15, 20)),
        "purchase_order": paper(purchase_order(), "45/2570", 2, "ฉบับลงนาม", at(10, 16, 10, 31)),
        "hire_order": paper(hire_order(), "46/2570", 2, "ฉบับลงนาม", at(10, 16, 10, 31)),
        "acceptance_certificate": paper(acceptance_certificate(), "12/2570", 8, "หลังคำสั่งตามความเห็นแย้ง", at(11, 12, 15, 4)),
        "acceptance_report": paper(acceptance_report(), "12/2570", 10, "แจ้งผู้ขาย", at(11, 13, 9, 15)),
        "vendor_letter": paper(vendor_letter(), "นด 70102/471", 10, "แจ้งผู้ขาย", at(11, 13, 9, 15)),
        "works_certificate": paper(works_certificate(), "13/2570", 5, "มติเอกฉันท์", at(11, 18, 9, 15)),
        "voucher": paper(voucher(), "กศ 27/2570", 9, "หลังการจ่ายเงิน", at(11, 20, 15, 5)),
        "withholding_certificate": paper(withholding_certificate(), "27/2570", 4, "หลังการจ่ายเงิน", at(11, 20, 14, 32)),
        "remittance_slip": paper(remittance_slip(), "131/2570", 4, "รับเงินนำส่ง", at(11, 20, 9, 20)),
        "remittance_summary": paper(remittance_summary(), "33/2570", 6, "นำฝากธนาคารทั้งจำนวน", at(11, 20, 16, 40)),
        "daily_position": paper(daily_position(), "36/2570", 3, "ฉบับลงนาม", at(11, 20, 17, 10)),
    }
