# Every target sets up what it needs: a virtual environment from pinned versions.
VENV    := .venv
BIN     := $(VENV)/bin
PYTHON  ?= python3
STAMP   := $(VENV)/.ready
BENCH   := .venv-bench
export TYPEWRIGHT_CORPORA ?= $(abspath ../shared/corpora)

.PHONY: help setup generate check test corpus exhaustive lint types wheel-test bench bench-record clean

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

corpus: $(STAMP)  ## the long runs: all corpora, properties with more data, all tools
	$(BIN)/python -m pytest -n 2 --dist worksteal --long \
		tests/conformance tests/properties \
		tests/behaviour/test_clean.py tests/behaviour/test_generated_strategies.py

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

bench: $(BENCH)/.ready  ## measure beside the peers; PARTS="runtime memory" for some of it
	$(BENCH)/bin/python -m benchmarks $(PARTS)

bench-record: $(BENCH)/.ready  ## write the latest results into docs/performance.md
	$(BENCH)/bin/python -m benchmarks record

# The peers have an environment of their own, so that nothing else depends on them.
$(BENCH)/.ready: pyproject.toml constraints.txt benchmarks/constraints.txt
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet --constraint constraints.txt \
		--constraint benchmarks/constraints.txt --editable '.[bench]'
	touch $(BENCH)/.ready

clean:           ## remove the environments and caches
	rm -rf $(VENV) $(BENCH) .pytest_cache .mypy_cache .ruff_cache .hypothesis dist build
