# The developer's loop. `make demo` and `make test` set themselves up from nothing but Python 3.11+.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev

.DEFAULT_GOAL := help
.PHONY: help demo test check fmt bench lock clean

help: ## What can be made.
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-6s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(RUNTIME): requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what runs (about 90 seconds the first time) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements-dev.lock $(RUNTIME)
	@echo "Installing what checks …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.lock
	@touch $@

demo: $(RUNTIME) ## Twelve simulated callers ring the agent over real websockets, in real time.
	@$(BIN)/voiceagent demo

test: $(DEV) ## All tests.
	@$(BIN)/python -m pytest

check: $(DEV) ## What CI runs: format, lint, types, import rules, tests.
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/python -m mypy
	@$(BIN)/lint-imports
	@$(MAKE) --no-print-directory test

fmt: $(DEV) ## Format and mend.
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(RUNTIME) ## Measure the media path: CPU and memory per call, loop lag.
	@$(BIN)/python -m benchmarks media

lock: ## Pin what pyproject.toml asks for, with hashes and without index addresses.
	@$(BIN)/python -m pip install --quiet pip-tools
	@$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --output-file requirements.lock pyproject.toml --build-deps-for editable
	@$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --constraint requirements.lock --extra dev --output-file requirements-dev.lock pyproject.toml

clean: ## Remove what was made here, the environment too.
	@rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache .hypothesis
