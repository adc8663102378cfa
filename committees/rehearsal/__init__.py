"""Walking acceptances with the practice officers: for the demo office, for rehearsals on real files, and for tests."""
