# ICM's commands. Each brings what it needs; a second run finds it there.
PYTHON ?= python3
PORT ?= 8000
PEOPLE ?= 8300
TESTS ?= tests
# A process for each core, though no more than one machine's servers serve well; each has a database of its own.
SHARED ?= --numprocesses auto --maxprocesses 4 --dist loadscope
V := .venv/bin/python

.PHONY: run terminal test check format bench crash manage lock clean

run: ## everything on one machine, until Ctrl-C
	@$(PYTHON) icm/demo/install.py
	@exec $(V) -m icm.demo.run --port $(PORT) --people $(PEOPLE)

terminal: ## while `make run` is up: what makes a browser a terminal, and whom to sign in there as; AT=perth elsewhere
	@ICM_DEMO=1 ICM_BASE_URL=http://localhost:$(PORT) $(V) -m icm.demo.with_services \
		$(V) manage.py demo_terminal $(if $(AT),--place $(AT))

test: ## the whole suite, on servers of its own; TESTS=tests/risk runs a part
	@$(PYTHON) icm/demo/install.py --dev --browser
	@ICM_DATA=$${ICM_DATA:-.data/test} $(V) -m pytest $(TESTS) -rfEsR $(SHARED) $(ARGS)

check: ## linters, types, contracts: quickest first, stops at the first failure
	@$(PYTHON) icm/demo/install.py --dev
	@$(V) -m icm.demo.check

format: ## put code and templates into the one form that `make check` accepts
	@$(PYTHON) icm/demo/install.py --dev
	@.venv/bin/ruff check --quiet --fix-only . ; .venv/bin/ruff format --quiet .
	@find templates -name '*.html' -exec .venv/bin/djade --target-version 5.2 {} + || true

bench: ## what speed costs, as ratios measured in one run
	@$(PYTHON) icm/demo/install.py --dev
	@ICM_DATA=$${ICM_DATA:-.data/bench} $(V) -m bench $(ARGS)

crash: ## kills workers and servers on purpose and counts what was lost
	@$(PYTHON) icm/demo/install.py --dev
	@ICM_DATA=$${ICM_DATA:-.data/crash} $(V) -m crash $(ARGS)

manage: ## a command of manage.py: make manage do="explain 100001 --on 2026-12-01"
	@$(PYTHON) icm/demo/install.py
	@$(V) -m icm.demo.with_services $(V) manage.py $(do)

# Without UPGRADE=1 only what pyproject.toml changed is changed.
COMPILE = $(V) -m uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header $(if $(UPGRADE),--upgrade)

lock: ## write the lock files anew from pyproject.toml
	@$(PYTHON) icm/demo/install.py --dev
	$(COMPILE) --output-file requirements.lock
	$(COMPILE) --extra dev --constraint requirements.lock --output-file requirements-dev.lock
	npm install --package-lock-only --ignore-scripts --silent

clean: ## back to a fresh clone; data in .data goes too
	rm -rf .venv node_modules .data staticfiles .pytest_cache .mypy_cache .ruff_cache .coverage htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
