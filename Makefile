# Two commands: `make dataset` compiles the corpus, `make test` runs the tests. Both set up what they need in .venv from a bare Python ≥ 3.11.
# Without make: see "Without make" in the README.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
CONSUMERS := .venv-consumers
BROWSER := .venv-browser

.PHONY: dataset test lint types floors coverage gate test-editors test-consumers test-browser test-faults docs requirements clean

dataset: $(READY)
	$(BIN)/communique compile -o dataset

# The gate runs the same with RUNNER='coverage run', so that one run of the tests also tells what they reach.
RUNNER ?= python
test: $(READY)
	$(BIN)/$(RUNNER) -m pytest

lint: $(READY)
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/yamllint --strict annotations

types: $(READY)
	$(BIN)/mypy

floors: $(READY)
	$(BIN)/lint-imports --no-cache

coverage: $(READY)
	$(BIN)/coverage report

# What other programs make of our files and reports: ajv, the schemas of platforms, and the language server that editors have for YAML, in Node.js ≥ 20
# with npm.
test-editors: $(READY)
	npm install --prefix tests/schema/node --no-audit --no-fund --no-package-lock --silent
	npm install --prefix tests/cli/report/node --no-audit --no-fund --no-package-lock --silent --legacy-peer-deps
	$(BIN)/python -m pytest -m node

# What the tools of our users make of our files, each by its own reader; some 740 MB, in an environment of their own.
test-consumers: $(CONSUMERS)/.ready
	$(CONSUMERS)/bin/python -m pytest -m consumers tests/consumers

# A site in Chromium (Debian: apt-get install chromium), with axe, from npm.
test-browser: $(BROWSER)/.ready
	npm install --prefix tests/site/node --no-audit --no-fund --no-package-lock --silent
	$(BROWSER)/bin/python -m pytest -m browser tests/site

# A compile killed and failing at every system call; minutes. Needs strace (Debian: apt-get install strace).
test-faults: $(READY)
	$(BIN)/python -m pytest -m thorough

# The site of the documentation, in build/site/. A link that leads nowhere ends it.
docs: $(READY)
	$(BIN)/python -m docs.generate
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet --config-file build/mkdocs.yml

# Everything at once, as the gate runs it.
gate:
	bash .ci/run

# Which versions are installed is written down with digests and without addresses.
requirements:
	uv lock --quiet
	uv export --quiet --frozen --no-emit-project --no-header --format requirements-txt -o requirements.txt
	uv export --quiet --frozen --no-emit-project --no-default-groups --group consumers --no-header \
	  --format requirements-txt -o requirements-consumers.txt
	uv export --quiet --frozen --no-emit-project --no-default-groups --group browser --no-header \
	  --format requirements-txt -o requirements-browser.txt
	rm -f uv.lock

$(READY): requirements.txt pyproject.toml
	$(call install,$(VENV),requirements.txt)
	@touch $(READY)

$(CONSUMERS)/.ready: requirements-consumers.txt pyproject.toml
	$(call install,$(CONSUMERS),requirements-consumers.txt)
	@touch $(CONSUMERS)/.ready

$(BROWSER)/.ready: requirements-browser.txt pyproject.toml
	$(call install,$(BROWSER),requirements-browser.txt)
	@touch $(BROWSER)/.ready

# install FOLDER,REQUIREMENTS: an environment with what is pinned there and with communique, by uv where there is one.
define install
@command -v uv >/dev/null 2>&1 \
  && uv venv --quiet --allow-existing --python '>=3.11' $(1) \
  || $(PYTHON) -m venv $(1) \
  || { echo 'communique needs Python 3.11 or later with venv (Debian: apt-get install python3-venv)' >&2; exit 1; }
@if command -v uv >/dev/null 2>&1; then \
  uv pip install --quiet --python $(1)/bin/python --require-hashes -r $(2) && \
  uv pip install --quiet --python $(1)/bin/python --no-deps --no-build-isolation -e .; \
else \
  $(1)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(2) && \
  $(1)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .; \
fi
endef

clean:
	rm -rf $(VENV) $(CONSUMERS) $(BROWSER) dataset dist build .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache
