# Dika (ฎีกา). Two commands matter: `make demo` and `make test`.

PYTHON := .venv/bin/python
PORT ?= 8000
PAPER_PACKAGES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-tlwg-laksaman-ttf fonts-tlwg-mono-ttf
TEST_PACKAGES := $(PAPER_PACKAGES) poppler-utils chromium

.PHONY: demo test test-sqlite test-postgres check bench rehearse setup setup-dev lock

demo: setup ## A furnished office on SQLite, and its server
	@sh scripts/os_packages $(PAPER_PACKAGES)
	@$(PYTHON) manage.py migrate --verbosity 0
	@$(PYTHON) manage.py furnish_demo
	@echo "http://127.0.0.1:$(PORT)"
	@$(PYTHON) -m gunicorn config.wsgi --bind 127.0.0.1:$(PORT) --threads 4

test: test-sqlite test-postgres ## Everything on both databases; browser journeys on SQLite

test-sqlite: setup-dev
	@sh scripts/os_packages $(TEST_PACKAGES)
	$(PYTHON) -m pytest -n 2 --database=sqlite

test-postgres: setup-dev
	@sh scripts/os_packages $(PAPER_PACKAGES) poppler-utils
	@sh scripts/postgresql
	$(PYTHON) -m pytest -n 2 --database=postgres -m "not journey"

check: setup-dev ## Format, lint, types, imports, templates, migrations
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	.venv/bin/lint-imports
	$(PYTHON) -m djlint --check --quiet workflows/templates
	$(PYTHON) manage.py makemigrations --check --dry-run
	$(PYTHON) manage.py check

bench: setup-dev ## The step beside its yardsticks, on both databases
	@sh scripts/postgresql
	$(PYTHON) tests/bench/run.py

rehearse: setup ## DATA=FILE.csv [LIMIT=N]
	$(PYTHON) manage.py rehearse $(DATA) $(if $(LIMIT),--limit $(LIMIT))

setup: .venv/product
setup-dev: .venv/dev

.venv/bin/uv:
	@python3 -m venv .venv
	@$(PYTHON) -m pip install --quiet "uv>=0.9"

.venv/product: requirements/product.txt | .venv/bin/uv
	@[ -e .venv/dev ] || .venv/bin/uv pip install --quiet --python $(PYTHON) --require-hashes -r requirements/product.txt
	@touch $@

.venv/dev: requirements/dev.txt | .venv/bin/uv
	@.venv/bin/uv pip install --quiet --python $(PYTHON) --require-hashes -r requirements/dev.txt
	@touch $@

lock: | .venv/bin/uv ## Renew the locked requirements
	.venv/bin/uv pip compile pyproject.toml --quiet --generate-hashes --no-emit-index-url --no-annotate --no-header -o requirements/product.txt
	.venv/bin/uv pip compile pyproject.toml --group dev --quiet --generate-hashes --no-emit-index-url --no-annotate --no-header -o requirements/dev.txt
