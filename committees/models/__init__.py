"""What committees store."""

from committees.models.appointment import AppointedMember, SeatName

__all__ = ["AppointedMember", "SeatName"]
