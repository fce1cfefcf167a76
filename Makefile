# Needs python3 (3.11 or newer) and make, nothing else: `make dataset` and `make test` install what they use into .venv.
# Another interpreter: make dataset PYTHON=python3.12

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps

# Stamps: a target depends on one, and it is made again when the lock or the project's own metadata changes.
RUNTIME := .venv/runtime.stamp
DEV := .venv/dev.stamp

DROP := data/raw/sample
DATASET := data/processed
ARGS :=
HINT := name a Python 3.11 or newer, as in: make dataset PYTHON=python3.12

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install dev dataset test lint format docs bench bench-quality soak lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / { printf "make %-13s %s\n", $$1, $$2 }' Makefile

install: $(RUNTIME) ## create .venv with what copydesk needs to run

dev: $(DEV) ## add the tools of the developer to .venv

dataset: $(RUNTIME) ## build the sample drop data/raw/sample into data/processed
	$(BIN)/copydesk build $(DROP) --dataset $(DATASET)

# A file's tests run in one process, since they share datasets that are built once; more than four processes gain little.
test: $(DEV) ## pass every test (ARGS="-k zones" for some)
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile $(ARGS)

lint: $(DEV) ## check style, types, layers and the data dictionary
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m schemas.dictionary --check

format: $(DEV) ## format the code and mend what ruff can mend
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

docs: $(DEV) ## write docs/data-dictionary.md from the schemas
	$(BIN)/python -m schemas.dictionary

bench: $(DEV) ## measure quality and speed
	$(BIN)/python -m benchmarks $(ARGS)

bench-quality: $(DEV) ## measure quality alone against benchmarks/baseline.json (ARGS=--fast for a slice)
	$(BIN)/python -m benchmarks quality $(ARGS)

soak: $(DEV) ## what takes minutes: stop everything at every step, and see the schedule fire, and end, for real
	COPYDESK_TALLY=benchmarks/reliability.json $(BIN)/python -m pytest -m soak \
	  --numprocesses auto --maxprocesses 4 --dist worksteal $(ARGS)
	$(BIN)/python -m benchmarks.reliability --write
	$(BIN)/python benchmarks/serve_fires.py

lock: $(DEV) ## resolve requirements.lock and requirements-dev.lock anew from pyproject.toml
	$(BIN)/python .ci/lock.py

clean: ## remove .venv and every cache; datasets stay
	rm -rf .venv dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +

# Refuse with one clear line a python3 that won't do.
.venv/bin/python:
	@command -v "$(PYTHON)" > /dev/null || { echo "$(PYTHON): no such command; $(HINT)" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "copydesk needs Python 3.11 or newer, and $(PYTHON) is not; $(HINT)" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2> /dev/null || { echo "$(PYTHON) lacks its venv module with pip; install it (Debian and Ubuntu: apt install python3-venv)" >&2; exit 1; }
	"$(PYTHON)" -m venv --clear .venv

# Refuse a .venv made by another Python than the one that the caller names.
ifneq ($(filter-out file,$(origin PYTHON)),)
.PHONY: same-python
same-python: .venv/bin/python
	@"$(PYTHON)" -c 'import sys; print("python%d.%d" % sys.version_info[:2])' | xargs -I{} test -e .venv/bin/{} || { echo ".venv was made by another Python than $(PYTHON); run: make clean" >&2; exit 1; }
$(RUNTIME): | same-python
endif

$(RUNTIME): requirements.lock pyproject.toml | .venv/bin/python
	@echo "Installing what copydesk runs on into .venv (once, a few minutes)"
	$(PIP) --requirement requirements.lock
	$(PIP) --no-build-isolation --editable .
	@touch $@

$(DEV): requirements-dev.lock $(RUNTIME)
	@echo "Installing the developer's tools into .venv (once)"
	$(PIP) --requirement requirements-dev.lock
	@touch $@
