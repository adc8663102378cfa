"""Papers: frozen facts laid out by templates and printed as PDF/A-3b with a Thai text layer that copies out right."""
