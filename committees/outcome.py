"""What a certificate says of how much was accepted, and by whom it was decided: its words follow the facts (ข้อ 175 (4), (5), (7), 176 (5), (7))."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from committees.papers import AcceptedLine
from workflows.thai import plain, short_date


@dataclass(frozen=True)
class Outcome:
    """One decided delivery, as it stood when it was decided: what later deliveries bring changes nothing of it.

    thing      พัสดุ or งาน; `order_word` ใบสั่งซื้อ or ใบสั่งจ้าง
    owes_instalment, owes_order  whether something of the instalment, or of the whole order, was still to come after it
    ruled_on   the day of the head's ruling where members dissented; `keeps_to_undisputed` when only what nobody disputes was accepted
    """

    lines: Sequence[AcceptedLine]
    thing: str
    order_word: str
    instalment: int
    instalments: int
    owes_instalment: bool
    owes_order: bool
    approving: int
    dissenting: int = 0
    ruled_on: date | None = None
    keeps_to_undisputed: bool = False

    @property
    def is_part_of_what_came(self) -> bool:
        return any(line.accepted < line.delivered for line in self.lines)

    @property
    def ordered_by(self) -> str:
        """By whose order it was accepted, where the members did not agree."""
        if self.ruled_on is None:
            return ""
        return f"ตามคำสั่งของหัวหน้าหน่วยงานของรัฐ ลงวันที่ {short_date(self.ruled_on)} โดยมีความเห็นแย้ง {self.dissenting} คน "

    def of_goods(self) -> str:
        return f"รับไว้{self.ordered_by}{self.extent()}"

    def of_works(self) -> str:
        return f"รับรองผลการปฏิบัติงานงวดที่ {self.instalment} {self.ordered_by}{self.extent()}"

    def extent(self) -> str:
        """How much of what came, and whether more is to come. What somebody disputes is never called complete."""
        if self.is_part_of_what_came:
            which = "เฉพาะส่วนที่ไม่มีข้อโต้แย้ง" if self.keeps_to_undisputed else "บางส่วน"
            return f"{which} {self.counted()}ที่ส่งมอบ"
        if self.owes_instalment:
            return f"ครบตามที่ส่งมอบ{self.so_far()} ยังส่งไม่ครบ"
        if self.ruled_on is not None:
            return "เต็มจำนวนที่ส่งมอบ"
        return f"ครบถ้วนตามงวดที่ {self.instalment} จาก {self.instalments} งวด" if self.owes_order else "ครบถ้วน"

    def counted(self) -> str:
        """So much of so much: by quantity where one thing came, by lines where several did."""
        if len(self.lines) > 1:
            whole = sum(line.accepted == line.delivered for line in self.lines)
            return f"ครบ {whole} จาก {len(self.lines)} รายการ"
        (line,) = self.lines
        return f"{plain(line.accepted)} จาก {plain(line.delivered)} {line.unit}"

    def so_far(self) -> str:
        """Of one thing: how much of all that was ordered has come by now."""
        if len(self.lines) > 1 or not self.lines[0].outstanding:
            return "ครั้งนี้"
        (line,) = self.lines
        return f" {plain(line.accepted)} {line.unit} รวมรับแล้ว {plain(line.accepted_before + line.accepted)} จาก {plain(line.ordered)} {line.unit}ที่สั่ง"

    def found(self) -> str:
        """What the body found as one, or what the head ruled where it was not one."""
        if self.ruled_on is not None:
            voices = f"คณะกรรมการมีความเห็นไม่เป็นเอกฉันท์ เห็นชอบ {self.approving} คน เห็นแย้ง {self.dissenting} คน"
            return f"{voices} ปรากฏตามความเห็นแย้งในใบนี้ และหัวหน้าหน่วยงานของรัฐได้สั่งการแล้วเมื่อวันที่ {short_date(self.ruled_on)}"
        if self.is_part_of_what_came:
            return f"{self.thing}ที่ส่งมอบถูกต้องเพียงบางส่วน"
        if self.owes_instalment:
            return f"{self.thing}ที่ส่งมอบถูกต้อง แต่ไม่ครบจำนวน"
        return f"ถูกต้องครบถ้วนตาม{f'งวดที่ {self.instalment} ของ' if self.owes_order else ''}{self.order_word}"
