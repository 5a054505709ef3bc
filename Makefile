# One command everywhere; `make` alone lists them. Nothing here needs a newer make than 3.81.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV  := .venv
BIN   := $(VENV)/bin
STAMP := $(VENV)/.stamp
LOCK  := requirements.lock
# Pinned here, since the lock cannot hold the tool that reads it.
UV    := uv==0.13.9
PORT  ?= 8501
JOBS  ?= 2
# Tests and benchmarks make homes of their own: whatever the caller's shell names is never touched.
APART := env -u WEGO_HOME -u WEGO_HOME_KIND -u WEGO_DEFINITIONS -u WEGO_TODAY -u WEGO_STORE_KEY -u WEGO_STORE_KEY_FILE
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help setup demo test quick bench lock lint clean

help: ## list these commands
	@awk -F':.*## ' '/^[a-z]+:.*## / {printf "  make %-6s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(STAMP) ## install everything into .venv (about 15 s, the second time nothing)
	@echo "Set up: $(BIN)/wego is ready."

demo: $(STAMP) ## make the demo data and serve the dashboard on http://127.0.0.1:8501
	@echo "Making the demo data, the real way (a minute or two the first time, a moment after that) ..."
	@WEGO_HOME_KIND=demo $(BIN)/wego demo
	@echo "Serving the dashboard on http://127.0.0.1:$(PORT) (stop with Ctrl-C) ..."
	@WEGO_HOME_KIND=demo $(BIN)/wego dashboard --port $(PORT)

test: $(STAMP) ## all checks and tests, those in a real browser and LibreOffice included (minutes)
	@$(BIN)/python tests/machine_setup.py
	@echo "Checking style and the directions of imports (seconds) ..."
	@$(BIN)/ruff check --quiet .
	@$(BIN)/lint-imports --no-logo
	@echo "Running all tests, $(JOBS) at a time (some minutes) ..."
	@$(APART) $(BIN)/python -m pytest -n $(JOBS) --dist loadfile

quick: $(STAMP) ## the fast tests alone
	@$(APART) $(BIN)/python -m pytest -q -m "not slow and not browser"

bench: $(STAMP) ## the benchmarks, as JSON on standard output
	@$(APART) $(BIN)/python -m tests.bench

lint: $(STAMP) ## style, directions of imports, types
	@$(BIN)/ruff check .
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/mypy

lock: | $(BIN)/python ## write requirements.lock anew from pyproject.toml (LOCK_ARGS=--upgrade for newer versions)
	@$(BIN)/python -m pip install --quiet "$(UV)"
	@$(BIN)/uv pip compile --quiet pyproject.toml --extra dev --generate-hashes --no-header --no-annotate \
	  --universal --python-version 3.11 -o $(LOCK) $(LOCK_ARGS)
	@echo "Wrote $(LOCK): $$(grep -c '^[A-Za-z0-9].*==' $(LOCK)) packages."

clean: ## remove .venv and caches; data/ is left alone
	@rm -rf $(VENV) build dist *.egg-info .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis
	@find indicators released etl dashboard tests notebooks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
	@echo "Removed .venv and caches; data/ is as it was."

# Messages of the set-up go to standard error, so that `make bench` prints JSON and nothing else.
$(BIN)/python:
	@for python in python3.11 python3 python3.12 python3.13 python3.14; do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "Making $(VENV) with $$($$python --version) ..." >&2; \
	    $$python -m venv --clear $(VENV) && exit 0; \
	    echo "Python could not make $(VENV); on Debian and Ubuntu install the package python3-venv." >&2; exit 1; \
	  fi; \
	done; \
	echo "WE GO! Monitor needs Python 3.11 or newer; found: $$(python3 --version 2>/dev/null || echo none)." >&2; exit 1

# uv takes 5 to 15 s; plain pip, three times slower, is there for machines that uv cannot serve.
$(STAMP): pyproject.toml $(LOCK) | $(BIN)/python
	@echo "Installing the packages of $(LOCK) (about 15 seconds; with plain pip about a minute) ..." >&2
	@{ $(BIN)/python -m pip install --quiet "$(UV)" \
	  && $(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes $(LOCK) \
	  && $(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e . \
	  ; } >&2 || { \
	    echo "uv did not get through; taking plain pip (about a minute) ..." >&2; \
	    $(BIN)/python -m pip install --quiet --require-hashes -r $(LOCK) >&2 \
	    && $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e . >&2; \
	  }
	@$(BIN)/python -m pip check >/dev/null \
	  || { $(BIN)/python -m pip check >&2; echo "$(LOCK) does not fit pyproject.toml: run 'make lock'." >&2; exit 1; }
	@touch $@
