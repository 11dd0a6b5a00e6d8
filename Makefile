# Build, serve and check the hub. `make help` lists the targets.
# Works with GNU make 3.81 and later. Needs only Python 3.11 or newer; everything else is
# installed from the lock files, into .uv, .venv and the node_modules of tools/

PYTHON ?= python3
UV_VERSION := 0.13.8

# What uv may and may not do: no Python of its own, no links between file systems.
export UV_PYTHON_DOWNLOADS := never
export UV_LINK_MODE := copy
export UV_PROJECT_ENVIRONMENT := .venv
# The tests start the program hundreds of times: its modules are compiled once, not each time.
unexport PYTHONDONTWRITEBYTECODE

UV := .uv/bin/uv
BIN := .venv/bin
SOURCES := plenum build.py tools tests benchmarks
# Two processes; the one that is done first takes over some of the other's tests.
PARALLEL := -n 2 --dist worksteal

# Stamps: each is newer than what it was made from, so nothing is installed twice.
# The first one carries the names of the Python and of uv: another one makes a new environment.
HAVE_UV := .uv/made-with-$(subst /,_,$(PYTHON))-uv-$(UV_VERSION)
HAVE_RUNTIME := .venv/has-runtime
HAVE_DEV := .venv/has-dev
HAVE_NODE := tools/node/node_modules/is-installed
HAVE_BROWSER := .venv/has-browser
HAVE_LIGHTHOUSE := tools/lighthouse/node_modules/is-installed

.DEFAULT_GOAL := help
.PHONY: help site serve test check suite fast long lint types contract commonmark lighthouse screenshots format install dev lock wheel clean distclean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

# --- The site -----------------------------------------------------------------------------

site: $(HAVE_RUNTIME) ## Build the hub into public/
	$(BIN)/python build.py build

serve: $(HAVE_RUNTIME) ## Serve the hub on this machine, rebuilt and reloaded at every change
	$(BIN)/python build.py serve

# --- The checks ---------------------------------------------------------------------------

test: lint types contract suite ## Run every check there is

check: lint types contract fast ## Run the checks that need no browser

suite: $(HAVE_NODE) $(HAVE_BROWSER)
	$(BIN)/python -m pytest $(PARALLEL)

fast: $(HAVE_NODE)
	$(BIN)/python -m pytest $(PARALLEL) -m 'not browser'

long: $(HAVE_DEV) ## Try 25 times as many random inputs, and kill ten times as many builds, as the tests do
	PLENUM_EXAMPLES=25 $(BIN)/python -m pytest $(PARALLEL) tests/unit/test_any_input.py \
		tests/sites/test_killed_builds.py

lint: $(HAVE_DEV)
	$(BIN)/ruff format --check --quiet $(SOURCES)
	$(BIN)/ruff check --quiet $(SOURCES)

types: $(HAVE_DEV)
	$(BIN)/mypy --no-error-summary

contract: $(HAVE_DEV)
	$(BIN)/lint-imports --no-logo

commonmark: $(HAVE_DEV) ## Print how much of CommonMark looks the same here
	$(BIN)/python -m tools.measure_commonmark

lighthouse: $(HAVE_LIGHTHOUSE) $(HAVE_BROWSER) ## Print what Lighthouse gives three pages; installs 180 MB
	$(BIN)/python -m tools.measure_lighthouse

screenshots: $(HAVE_BROWSER) ## Take the pictures of docs/pictures anew
	$(BIN)/python -m tools.take_screenshots

format: $(HAVE_DEV) ## Format the code and mend what can be mended
	$(BIN)/ruff check --quiet --fix-only $(SOURCES)
	$(BIN)/ruff format --quiet $(SOURCES)

# --- The environment ----------------------------------------------------------------------

install: $(HAVE_RUNTIME) ## Install what `make site` needs

dev: $(HAVE_DEV) ## Install what the checks need, too

lock: $(HAVE_UV) ## Lock the newest versions that pyproject.toml allows
	$(UV) lock --upgrade --default-index https://pypi.org/simple

wheel: $(HAVE_DEV) ## Build the wheel into dist/
	$(BIN)/python -m hatchling build -t wheel -d dist

$(HAVE_UV): tools/check_python.py
	@command -v '$(PYTHON)' > /dev/null || { echo "make: no '$(PYTHON)' here; name a Python: make PYTHON=python3.12" >&2; exit 1; }
	@'$(PYTHON)' tools/check_python.py
	@rm -rf .uv .venv
	@'$(PYTHON)' -m venv .uv
	@.uv/bin/python -m pip install -qq --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@

$(HAVE_RUNTIME): $(HAVE_UV) uv.lock pyproject.toml
	@$(UV) sync --quiet --locked --python .uv/bin/python --no-install-project --no-dev --inexact
	@touch $@

$(HAVE_DEV): $(HAVE_RUNTIME)
	@$(UV) sync --quiet --locked --python .uv/bin/python --no-install-project
	@touch $@

$(HAVE_NODE): $(HAVE_DEV) tools/node/package-lock.json
	@$(BIN)/python tools/install_node_tools.py
	@touch $@

$(HAVE_LIGHTHOUSE): $(HAVE_DEV) tools/lighthouse/package-lock.json
	@$(BIN)/python tools/install_node_tools.py lighthouse
	@touch $@

$(HAVE_BROWSER): $(HAVE_DEV) tools/install_browser.py
	@$(BIN)/python tools/install_browser.py
	@touch $@

clean: ## Remove what builds and checks have made
	rm -rf public dist .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find $(SOURCES) -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## Remove the environment, too
	rm -rf .uv .venv .peers tools/node/node_modules tools/lighthouse/node_modules
