"""นำเข้าจาก Excel: a sheet is read whole, judged whole, shown as what it would change, and then performed whole or not at all."""
