# Dika (ฎีกา). Two commands matter: `make demo` and `make test`.

PYTHON := .venv/bin/python
UV := .venv/bin/uv
PORT ?= 8000
LIMIT ?=
QUICK ?=
PAPER_PACKAGES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-tlwg-laksaman-ttf fonts-tlwg-mono-ttf
TEST_PACKAGES := $(PAPER_PACKAGES) poppler-utils
# The driver of the browser journeys brings a program of its own, which a bare system lacks a library for.
JOURNEY_PACKAGES := chromium libatomic1
LOCK := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url --custom-compile-command "make lock"
INSTALL := $(UV) pip install --quiet --compile-bytecode --require-hashes
# The demo is a practice office on SQLite, whatever database this machine's own office uses.
ON_SQLITE := env -u DATABASE_URL -u DATABASE_OWNER_URL
# A rehearsed year stays out of the office's own database.
REHEARSING := $(ON_SQLITE) DIKA_STATE=var/rehearsal $(PYTHON)
# As many workers as the machine has cores, and never one alone. Each takes a stretch of its own: what neighbours begin with is arranged once.
WORKERS := $(shell cores=$$(nproc); echo $$((cores > 2 ? cores : 2)))
SHARED := -n $(WORKERS) --dist worksteal
DEMO_ADDRESS := http://localhost:$(PORT)
MESSAGES := $(patsubst %.po,%.mo,$(wildcard config/locale/*/LC_MESSAGES/django.po))

# A program that may not keep its compiled form compiles all its libraries again at each start.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup install demo test test-sqlite test-postgres check format bench sweep rehearse pictures lock

help: ## What can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 16

setup: .venv/dev $(MESSAGES) ## .venv with everything, for developers
	@sh scripts/os_packages $(PAPER_PACKAGES)

install: .venv/product $(MESSAGES) ## .venv with what a server needs and no more
	@sh scripts/os_packages $(PAPER_PACKAGES)

demo: install ## A furnished office on SQLite and its server; PORT=8000
	@$(ON_SQLITE) $(PYTHON) manage.py migrate --verbosity 0
	@$(ON_SQLITE) $(PYTHON) manage.py furnish_demo
	@echo "$(DEMO_ADDRESS)"
	@$(ON_SQLITE) DIKA_ADDRESS=$(DEMO_ADDRESS) $(PYTHON) -m gunicorn config.wsgi --bind 127.0.0.1:$(PORT) --workers 1 --threads 8 --no-control-socket

test: test-sqlite test-postgres ## Everything on both databases; browser journeys on SQLite

test-sqlite: setup
	@sh scripts/os_packages $(TEST_PACKAGES) $(JOURNEY_PACKAGES)
	$(PYTHON) -m pytest $(SHARED) --database=sqlite

test-postgres: setup
	@sh scripts/os_packages $(TEST_PACKAGES)
	@sh scripts/postgresql
	@echo "What touches no database has run with SQLite, and is left out here (deselected)."
	$(PYTHON) -m pytest $(SHARED) --database=postgres --touching-it -m "not journey"

check: setup ## Format, lint, types, imports, templates, migrations, declarations
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports
	$(PYTHON) -m djlint --quiet --lint $(wildcard */templates)
	$(ON_SQLITE) $(PYTHON) manage.py makemigrations --check --dry-run
	$(ON_SQLITE) $(PYTHON) manage.py check

format: setup ## Put the files into the form that `make check` asks for
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

bench: setup ## Every figure beside its yardstick, on both databases; QUICK=1 for a small office
	@sh scripts/postgresql
	$(PYTHON) -m tests.bench.run $(if $(QUICK),--quick)

sweep: setup ## A crash at every statement of every step, on both databases
	@sh scripts/os_packages $(TEST_PACKAGES)
	@sh scripts/postgresql
	rm -rf var/swept
	for kind in sqlite postgres; do DIKA_SWEPT=var/swept/$$kind $(PYTHON) -m pytest -p tests.sweeping $(SHARED) -q --database=$$kind -m "not journey" || exit 1; done
	for kind in sqlite postgres; do DIKA_SWEPT=var/swept/$$kind $(PYTHON) -m tests.sweeping || exit 1; done

rehearse: install ## A year of an office from a contract file; DATA="FILE.csv …" LIMIT=N
	@test -n "$(DATA)" || { echo "ระบุแฟ้มสัญญา / name the contract file: make rehearse DATA=FILE.csv" >&2; exit 2; }
	@rm -rf var/rehearsal
	@$(REHEARSING) manage.py migrate --verbosity 0
	$(REHEARSING) manage.py rehearse $(DATA) $(if $(LIMIT),--limit $(LIMIT))

pictures: setup ## The README's pictures, taken anew from a demo office
	@sh scripts/os_packages $(TEST_PACKAGES) $(JOURNEY_PACKAGES)
	$(PYTHON) -m tests.pictures

lock: | $(UV) ## Renew the locked requirements
	$(LOCK) --upgrade pyproject.toml -o requirements/product.txt
	$(LOCK) --upgrade pyproject.toml --group dev -c requirements/product.txt -o requirements/dev.txt
	$(LOCK) --upgrade --group pyproject.toml:installer -o requirements/installer.txt
	$(LOCK) --upgrade --group pyproject.toml:postgresql -o requirements/postgresql.txt

$(UV): requirements/installer.txt
	@sh scripts/virtual_environment
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

.venv/product: requirements/product.txt | $(UV)
	@[ -e .venv/dev ] || $(INSTALL) -r $<
	@touch $@

.venv/dev: requirements/dev.txt | $(UV)
	@$(INSTALL) -r $<
	@touch $@ .venv/product

%.mo: %.po | .venv/product
	@$(PYTHON) -m babel.messages.frontend --quiet compile --input-file $< --output-file $@
