# The two commands that matter: `make run` and `make test`. `make` alone prints all of them.
.DEFAULT_GOAL := help
.PHONY: help run frontend frontend-check test check fix types mypy pyright imports schema reference bench flame screenshots test-deep setup migration migrate lock clean

VENV := .venv
BIN := $(VENV)/bin
# Each test worker starts a PostgreSQL of its own; two fit on a small machine.
JOBS ?= 2
# One path, such as T=tests/ledger; empty means everything.
T ?=
SEED ?= 7
NPM := npm --prefix frontend --no-update-notifier
# Clients and a provider of others, which the tests of OAuth talk with.
NODE_TESTS := tests/npm
# Whatever the built pages follow from; tests and catalogs of words among it.
PAGES := $(shell find frontend/src frontend/console frontend/portal frontend/graphiql frontend/scripts -type f 2>/dev/null) \
	frontend/package-lock.json $(wildcard frontend/*.ts) schema/tributary.graphql
# A lock carries hashes and no address of any registry.
COMPILE := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1

help: ## Print these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  \033[36mmake %-14s\033[0m %s\n", $$1, $$2}' Makefile

run: $(VENV)/.runtime frontend ## Build a believable brand, tell its story and serve it (ARGS=...)
	$(BIN)/tributary demo $(ARGS)

test: check ## Everything CI runs: the checks, then all tests (T=path for one of them)
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder $(T)

check: $(VENV)/.dev $(NODE_TESTS)/node_modules/.installed ## Format and lint; then types, imports and front-end, two at a time
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	@$(MAKE) --no-print-directory -j2 --output-sync frontend-check mypy pyright imports

frontend: frontend/dist/.built ## Build console and portal when something of them changed

frontend-check: frontend/node_modules/.installed ## Format, lint, types, generated code, translations, tests of the front-end
	$(NPM) run --silent check

types: mypy pyright ## mypy strict and pyright strict

mypy: $(VENV)/.dev
	$(BIN)/mypy

pyright: $(VENV)/.dev
	$(BIN)/pyright

imports: $(VENV)/.dev
	$(BIN)/lint-imports --no-logo

fix: $(VENV)/.dev frontend/node_modules/.installed ## Format, fix what can be fixed, regenerate schema/ and src/generated
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	@$(MAKE) --no-print-directory schema
	$(NPM) run --silent fix

schema: $(VENV)/.dev ## Regenerate what is generated and checked in, and show the difference
	$(BIN)/python -m scripts.refusals
	$(BIN)/python -m scripts.states
	$(BIN)/python -m scripts.webhooks
	$(BIN)/python -m scripts.documents
	$(BIN)/python -m scripts.sdl
	$(BIN)/python -m scripts.access
	@git --no-pager diff --stat -- schema ARCHITECTURE.md docs/access.md docs/schema-changelog.md

reference: $(VENV)/.dev ## Write the reference of the graph, a page for each type, into build/reference
	$(BIN)/python -m scripts.reference build/reference

bench: $(VENV)/.dev ## Measure against floor and peer: all, or ID=P7
	$(BIN)/python -m bench.run $(ID)

flame: $(VENV)/.dev ## Draw where the time of P1's statement goes: bench/flame.svg
	P1_BRANDS=$(or $(P1_BRANDS),2) P1_ORDERS=$(or $(P1_ORDERS),2000) $(BIN)/python -m bench.flame

screenshots: $(VENV)/.dev ## Take the pictures of the README anew, from the demo
	$(BIN)/python -m scripts.screenshots

test-deep: $(VENV)/.dev ## Reliability at depth: all, or ID=R1 N=3000 SEED=7 FLOW=payout
	$(BIN)/python -m tests.faults.run $(ID) --seed $(SEED) $(if $(N),--trials $(N)) $(if $(FLOW),--flow $(FLOW))

setup: $(VENV)/.dev ## Everything a developer needs, the commit hook included
	@git rev-parse --git-dir >/dev/null 2>&1 && $(BIN)/pre-commit install || true

migration: $(VENV)/.dev ## Begin the next migration from the template: m="ledger seals"
	$(if $(m),,$(error say what changes: make migration m="ledger seals"))
	$(BIN)/python -m scripts.migration "$(m)"

migrate: $(VENV)/.runtime ## Bring the database of DATABASE_URL, or the embedded one, up to date
	$(BIN)/tributary db migrate

lock: ## Resolve the dependencies anew; wants uv
	uv pip compile pyproject.toml --extra build --extra test -o requirements-dev.lock $(COMPILE) >/dev/null
	uv pip compile pyproject.toml --extra build --constraint requirements-dev.lock -o requirements.lock $(COMPILE) >/dev/null

clean: ## Remove the virtual environment, the built pages and every cache
	rm -rf $(VENV) frontend/node_modules $(NODE_TESTS)/node_modules frontend/dist build dist backend/*.egg-info .coverage* .hypothesis
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A lock that changed makes its stamp stale; everything else is fast on the second run.
$(VENV)/.runtime: requirements.lock pyproject.toml scripts/install.sh
	bash scripts/install.sh $(VENV) requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock requirements.lock pyproject.toml scripts/install.sh scripts/system.sh
	bash scripts/install.sh $(VENV) requirements-dev.lock
	bash scripts/system.sh
	@touch $(VENV)/.runtime $@

frontend/node_modules/.installed: frontend/package-lock.json frontend/package.json
	@command -v npm >/dev/null || { echo "Console and portal need Node 20.19 or newer." >&2; exit 1; }
	cd frontend && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(NODE_TESTS)/node_modules/.installed: $(NODE_TESTS)/package-lock.json $(NODE_TESTS)/package.json
	cd $(NODE_TESTS) && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

frontend/dist/.built: $(PAGES) frontend/node_modules/.installed
	$(NPM) run --silent build
	@touch $@
