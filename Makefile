# Everything that a developer does. `make` alone says what there is.
# Each target makes .venv itself when it is missing or pyproject.toml is newer.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
JOBS ?= auto
ARGS ?=
ROUNDS ?= 1000

.DEFAULT_GOAL := help
.PHONY: help run test check bench torture shots fuzz clean

help: ## Show this help.
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/.ready ## Open Reader, with its handbook and reading room in the library.
	@$(PY) -m reader add --welcome >/dev/null && exec $(PY) -m reader $(ARGS)

test: $(VENV)/.ready-dev ## Run the tests.
	@$(PY) -m pytest -n $(JOBS) $(ARGS)

check: $(VENV)/.ready-dev ## Check format, style, types and who imports whom.
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports

bench: $(VENV)/.ready-dev ## Measure how quick it is up to a million articles, as ratios in one run.
	@$(PY) -m benchmarks $(ARGS)

torture: $(VENV)/.ready-dev ## Kill, fill, damage and wear out, some ten minutes; ROUNDS=100 for fewer.
	@$(PY) -m benchmarks.torture --rounds $(ROUNDS) $(ARGS)

shots: $(VENV)/.ready-dev ## Draw the screens of the app into shots/.
	@$(PY) benchmarks/shots.py $(ARGS)

fuzz: $(VENV)/.ready-dev ## Run the property tests much longer than `make test` does.
	@$(PY) -m pytest -n $(JOBS) --hypothesis-profile=fuzz -m hypothesis $(ARGS)

clean: ## Remove .venv and all that was built.
	@rm -rf $(VENV) build dist shots .coverage .hypothesis .mypy_cache .ruff_cache .pytest_cache

$(VENV)/.ready: pyproject.toml
	@PYTHON="$(PYTHON)" .ci/venv $(VENV)
	@touch $@

$(VENV)/.ready-dev: pyproject.toml $(VENV)/.ready
	@PYTHON="$(PYTHON)" .ci/venv $(VENV) dev
	@touch $@
