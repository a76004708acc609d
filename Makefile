# The developer's loop. `make demo` and `make test` set themselves up from nothing but Python 3.11+.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev

.DEFAULT_GOAL := help
.PHONY: help demo serve call test check fmt bench lock clean

# Errors anywhere in a pipe are errors.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c

# Counts packages while pip installs; $(1) is the lock.
COUNTED = awk -v all="$$(grep -c '^[a-z0-9].*==' $(1))" '/^Collecting /{n++; printf "\r  %d of %d: %-50s", n, all, $$2; fflush()} /^Installing collected/{printf "\r  unpacking … %-50s", ""; fflush()} END{printf "\r%-70s\r", ""}'
PIP = $(BIN)/python -m pip --disable-pip-version-check install --require-hashes --no-deps --progress-bar off

help: ## What can be made.
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-6s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(RUNTIME): requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what runs (a minute or two the first time) …"
	@$(PIP) -r requirements.lock | $(call COUNTED,requirements.lock)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements-dev.lock $(RUNTIME)
	@echo "Installing what checks …"
	@$(PIP) -r requirements-dev.lock | $(call COUNTED,requirements-dev.lock)
	@touch $@

demo: $(RUNTIME) ## Simulated callers ring the agent in real time; SCENARIO=name for one of them.
	@$(BIN)/voiceagent demo $(if $(SCENARIO),--scenario $(SCENARIO))

# A token of this machine's own, where no account is set up; `make call` rings with the same.
serve call: export VOICEAGENT_TWILIO_AUTH_TOKEN ?= local-only
serve call: export VOICEAGENT_TWILIO_API_URL ?= http://127.0.0.1:8090
serve call: export VOICEAGENT_HUMAN_NUMBER ?= +4722999999

serve: $(RUNTIME) ## Leave the service running; ring it from another terminal with `make call`.
	@$(BIN)/voiceagent serve

call: $(RUNTIME) ## Ring the running service as a simulated caller; SCENARIO=name picks one.
	@$(BIN)/voiceagent call $(or $(SCENARIO),books_a_meeting)

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

bench: $(RUNTIME) ## Measure what calls cost: CPU and memory per call, loop lag.
	@$(BIN)/python -m benchmarks load

lock: ## Pin what pyproject.toml asks for, with hashes and without index addresses.
	@$(BIN)/python -m pip install --quiet pip-tools
	@$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --output-file requirements.lock pyproject.toml --build-deps-for editable
	@$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --constraint requirements.lock --extra dev --output-file requirements-dev.lock pyproject.toml

clean: ## Remove what was made here, the environment too.
	@rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache .hypothesis
