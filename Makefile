# One entry point for people and for CI. `make help` lists what there is.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

VENV ?= .venv
BIN := $(VENV)/bin
INSTALL := SAMU_SKIP_CONSOLE=1 $(BIN)/python -m pip install
CONSOLE := $(BIN)/python web/console/build_console.py
PYTEST_ARGS ?=
# Each starts services of its own.
TEST_PROCESSES ?= 2

say = @printf '\033[1m==> %s\033[0m\n' "$(1)"

.PHONY: help demo serve test check bench soak format pins clean install install-test console chromium

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

demo: install console ## install what is missing, then run the service with a live demonstration
	$(call say,Starting the demonstration)
	@exec $(BIN)/samu demo

serve: install console ## install what is missing, then run the service alone
	$(call say,Starting the service)
	@exec $(BIN)/samu serve

test: chromium check ## every check, then every test, with real services and a real browser
	$(call say,Running the tests)
	@$(BIN)/python -m pytest -n $(TEST_PROCESSES) --dist loadfile $(PYTEST_ARGS)

check: install-test console ## style, types, import rules, console types, protocols; no tests
	$(call say,Checking style)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	$(call say,Checking types)
	@$(BIN)/mypy
	@$(BIN)/mypy --explicit-package-bases tests
	$(call say,Checking who imports whom)
	@$(BIN)/lint-imports
	$(call say,Checking the console)
	@$(CONSOLE) check
	$(call say,Checking the protocols)
	@$(BIN)/samu protocols check

bench: install-test console ## measure the service on this machine
	$(call say,Measuring)
	@$(BIN)/python -m tests.bench.measure

soak: install-test console ## the long fault tests: services killed for as long as it takes
	$(call say,Soaking)
	@SAMU_SOAK=1 $(BIN)/python -m pytest -s tests/faults tests/dispatch/test_zulip_law.py \
	  tests/web/test_any_request.py $(PYTEST_ARGS)

format: install-test ## put the Python sources in their one format
	@$(BIN)/ruff check --fix --exit-zero --quiet .
	@$(BIN)/ruff format .

pins: install-test ## write constraints.txt from what is installed now
	@head -n 2 constraints.txt > $(VENV)/pins
	@$(BIN)/python -m pip freeze --exclude-editable | grep -E '^[A-Za-z0-9._-]+==' >> $(VENV)/pins
	@cp $(VENV)/pins constraints.txt

clean: ## remove everything that was built or installed; data in var/ stays
	@rm -rf $(VENV) web/static web/console/node_modules build dist *.egg-info
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- what the targets above stand on -----------------------------------------------------------

install: $(VENV)/.installed
install-test: $(VENV)/.installed-test

$(BIN)/python:
	$(call say,Creating $(VENV))
	@bash .ci/venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	$(call say,Installing the service and what it needs: a minute or two)
	@$(INSTALL) -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-test: pyproject.toml constraints.txt | $(BIN)/python
	$(call say,Installing the service and the tools that test it: a minute or two)
	@$(INSTALL) -c constraints.txt -e '.[test,check]'
	@touch $@ $(VENV)/.installed

console: | $(BIN)/python
	@node=$$($(CONSOLE) node); if [ -n "$$node" ]; then \
	  echo "This machine has no Node that is new enough: installing one in $(VENV)"; \
	  $(INSTALL) -c constraints.txt "$$node"; \
	fi
	@$(CONSOLE)

chromium:
	@bash .ci/chromium
