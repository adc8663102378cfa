# Dika (ฎีกา). Two commands matter: `make demo` and `make test`.

PYTHON := .venv/bin/python
UV := .venv/bin/uv
PORT ?= 8000
LIMIT ?=
PAPER_PACKAGES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-tlwg-laksaman-ttf fonts-tlwg-mono-ttf
TEST_PACKAGES := $(PAPER_PACKAGES) poppler-utils
LOCK := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url --custom-compile-command "make lock"
INSTALL := $(UV) pip install --quiet --compile-bytecode --require-hashes
# The demo is a practice office on SQLite, whatever database this machine's own office uses.
ON_SQLITE := env -u DATABASE_URL -u DATABASE_OWNER_URL
MESSAGES := $(patsubst %.po,%.mo,$(wildcard config/locale/*/LC_MESSAGES/django.po))

# A program that may not keep its compiled form compiles all its libraries again at each start.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup demo test test-sqlite test-postgres check format bench rehearse lock

help: ## What can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 16

setup: .venv/dev $(MESSAGES) ## .venv with everything, for developers
	@sh scripts/os_packages $(PAPER_PACKAGES)

demo: .venv/product $(MESSAGES) ## A furnished office on SQLite and its server; PORT=8000
	@sh scripts/os_packages $(PAPER_PACKAGES)
	@$(ON_SQLITE) $(PYTHON) manage.py migrate --verbosity 0
	@$(ON_SQLITE) $(PYTHON) manage.py furnish_demo
	@echo "http://127.0.0.1:$(PORT)"
	@$(ON_SQLITE) $(PYTHON) -m gunicorn config.wsgi --bind 127.0.0.1:$(PORT) --workers 1 --threads 8 --no-control-socket

test: test-sqlite test-postgres ## Everything on both databases; browser journeys on SQLite

test-sqlite: setup
	@sh scripts/os_packages $(TEST_PACKAGES) chromium
	$(PYTHON) -m pytest -n 2 --database=sqlite

test-postgres: setup
	@sh scripts/os_packages $(TEST_PACKAGES)
	@sh scripts/postgresql
	$(PYTHON) -m pytest -n 2 --database=postgres -m "not journey"

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

bench: setup ## The step beside its yardsticks, on both databases
	@sh scripts/postgresql
	$(PYTHON) tests/bench/run.py

rehearse: .venv/product $(MESSAGES) ## A year of an office from a contract file; DATA=FILE.csv LIMIT=N
	@test -n "$(DATA)" || { echo "ระบุแฟ้มสัญญา / name the contract file: make rehearse DATA=FILE.csv" >&2; exit 2; }
	$(PYTHON) manage.py rehearse "$(DATA)" $(if $(LIMIT),--limit $(LIMIT))

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
