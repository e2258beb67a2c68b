# Two commands: `make dataset` compiles the corpus, `make test` runs the tests. Both set up what they need in .venv from a bare Python ≥ 3.11.
# Without make: see "Without make" in the README.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: dataset test lint types floors coverage gate test-editors test-faults requirements clean

dataset: $(READY)
	$(BIN)/communique compile -o dataset

test: $(READY)
	$(BIN)/python -m pytest

lint: $(READY)
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/yamllint --strict annotations

types: $(READY)
	$(BIN)/mypy

floors: $(READY)
	$(BIN)/lint-imports --no-cache

coverage: $(READY)
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

# What other programs make of our files: ajv, in Node.js ≥ 20 with npm.
test-editors: $(READY)
	npm install --prefix tests/schema/node --no-audit --no-fund --no-package-lock --silent
	$(BIN)/python -m pytest -m node

# Everything at once, as the gate runs it.
gate:
	bash .ci/run

# Which versions are installed is written down with digests and without addresses.
requirements:
	uv lock --quiet
	uv export --quiet --frozen --no-emit-project --all-groups --no-header --format requirements-txt -o requirements.txt
	rm -f uv.lock

$(READY): requirements.txt pyproject.toml
	@command -v uv >/dev/null 2>&1 \
	  && uv venv --quiet --allow-existing --python '>=3.11' $(VENV) \
	  || $(PYTHON) -m venv $(VENV) \
	  || { echo 'communique needs Python 3.11 or later with venv (Debian: apt-get install python3-venv)' >&2; exit 1; }
	@if command -v uv >/dev/null 2>&1; then \
	  uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.txt && \
	  uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .; \
	else \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .; \
	fi
	@touch $(READY)

clean:
	rm -rf $(VENV) dataset dist build .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache
