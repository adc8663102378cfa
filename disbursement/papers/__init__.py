"""The papers of the money: the voucher, and the report of the day."""
