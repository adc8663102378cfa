"""Walking vouchers and bank files with the practice officers: for the demo office, for rehearsals and for tests."""
