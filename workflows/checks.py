"""System checks: a declaration that cannot work stops the boot."""
