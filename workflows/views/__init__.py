"""The pages: each asks the queries, shows one contract of pages.py, and moves documents through `perform` alone."""
