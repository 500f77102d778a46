# Every target sets up what it needs: a virtual environment from pinned versions.
VENV    := .venv
BIN     := $(VENV)/bin
PYTHON  ?= python3
STAMP   := $(VENV)/.ready
export TYPEWRIGHT_CORPORA ?= $(abspath ../shared/corpora)

.PHONY: help setup generate check test corpus exhaustive lint types wheel-test bench clean

help:            ## list the targets
	@grep -E '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

setup: $(STAMP)  ## make the virtual environment in .venv

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $(STAMP)

generate: $(STAMP)  ## write generated/ from spec/
	$(BIN)/typewright generate

check: $(STAMP)  ## fail when generated/ is not what spec/ makes
	$(BIN)/typewright check

test: $(STAMP)  ## the everyday tests
	$(BIN)/python -m pytest -n 2 --dist worksteal tests

corpus: $(STAMP)  ## the long runs over all corpora
	$(BIN)/python -m pytest -n 2 --dist worksteal tests/conformance --long

exhaustive: $(STAMP)  ## all objects, edits, packages and sizes that could be tried: an hour
	$(BIN)/python -m pytest -n 2 --dist worksteal --long --exhaustive \
		tests/conformance/test_stability.py tests/conformance/test_differential.py \
		tests/conformance/test_real_packages.py tests/behaviour/test_limits.py

lint: $(STAMP)  ## ruff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)  ## mypy --strict
	$(BIN)/mypy

wheel-test: $(STAMP)  ## build the wheel, install it alone, use it
	$(BIN)/python -m pytest tests/packaging --wheel

bench: $(STAMP)  ## side-by-side ratios against peers
	$(BIN)/python -m benchmarks

clean:           ## remove the environment and caches
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis dist build
