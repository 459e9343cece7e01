# Everything starts here. `make` alone lists what there is.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules --no-print-directory

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.stamp-run
DEV := $(VENV)/.stamp-dev
UV := $(shell command -v uv 2>/dev/null)
CHROMIUM := $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)
TEXTS := $(wildcard vliegwiel/locale/nl/LC_MESSAGES/django.po vliegwiel/*/locale/nl/LC_MESSAGES/django.po)
# Everything is checked against its hash; without uv the pip of the environment does the same work, slower.
INSTALL := $(if $(UV),$(UV) pip install --quiet --python $(BIN)/python,$(BIN)/python -m pip install -qq --disable-pip-version-check)
# What is also tested against a PostgreSQL that was started elsewhere and is reached over TCP.
EXTERNAL ?= $(wildcard tests/activity tests/people/test_actions.py tests/spaces/test_actions.py tests/initiatives/test_*.py \
  tests/matching/test_source.py tests/transfer/test_importing.py)

.PHONY: help start test test-external fix where actions bench messages requirements audit assets browser check backup static

help: ## list what there is (this)
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

start: $(RUN) $(VENV)/.stamp-texts static ## run everything: database, demo network, web server, worker (PORT=8000)
	@exec $(BIN)/vliegwiel serve --with-worker --demo

test: $(DEV) $(VENV)/.stamp-texts browser check ## what CI runs: checks, all tests, browser journeys, another PostgreSQL
	$(BIN)/pytest -n 2 --dist worksteal $(PYTEST)
	@$(MAKE) test-external

check: $(DEV) ## style, floors of the house, types, every text translated
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy vliegwiel
	$(BIN)/python scripts/messages.py check

test-external: $(DEV) $(VENV)/.stamp-texts ## part of the suite against a PostgreSQL over TCP (Debian's when installed)
	$(BIN)/python scripts/with_external_postgres.py $(BIN)/pytest -n 2 --dist worksteal $(EXTERNAL)

browser:
ifeq ($(CHROMIUM),)
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Installing Chromium for the browser journeys"; \
	  (apt-get update -q && apt-get install -q -y --no-install-recommends chromium) >/dev/null 2>&1 || \
	  echo "Chromium could not be installed: the browser journeys are SKIPPED. Install it yourself: apt-get install chromium"; \
	else \
	  echo "There is no Chromium: the browser journeys are SKIPPED. To get them: sudo apt-get install chromium"; \
	fi
endif

fix: $(DEV) ## mend style by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

where: $(RUN) ## what answers an address: make where URL=/initiatieven/
	@$(BIN)/vliegwiel where "$(URL)"

actions: $(RUN) ## every action with its rule and who hears of it
	@$(BIN)/vliegwiel actions

bench: $(DEV) $(VENV)/.stamp-texts ## measure pages at 1,000, 100,000 and 1,000,000 initiatives (BENCH=--sizes=1000)
	$(BIN)/python -m bench $(BENCH)

messages: $(DEV) ## put new texts in the lists of their rooms, and compile
	$(BIN)/python scripts/messages.py update
	@rm -f $(VENV)/.stamp-texts && $(MAKE) $(VENV)/.stamp-texts

backup: $(RUN) ## one file with database and uploads: make backup FILE=vliegwiel.tar
	$(BIN)/vliegwiel backup "$(FILE)"

# Compiled against the public index, without the settings of the machine it happens on: no address gets into the files.
COMPILE = env -u PIP_FIND_LINKS -u PIP_EXTRA_INDEX_URL -u PIP_CONSTRAINT PIP_CONFIG_FILE=/dev/null \
  CUSTOM_COMPILE_COMMAND="make requirements" $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
  --no-emit-options --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --build-deps-for editable $(UPGRADE)
requirements: $(DEV) ## pin and hash the dependencies of pyproject.toml (UPGRADE=--upgrade for newer ones)
	$(COMPILE) -o requirements.txt pyproject.toml
	$(COMPILE) --extra dev -c requirements.txt -o requirements-dev.txt pyproject.toml
	@! grep -nE '://|^-|@ ' requirements.txt requirements-dev.txt

audit: $(DEV) ## known holes in dependencies and risky code (needs the network; not part of the tests)
	$(BIN)/bandit -q -r vliegwiel -s B101,B404,B603,B606
	$(BIN)/pip-audit --require-hashes --disable-pip -r requirements.txt || \
	  { echo "The audit of dependencies found holes (above) or could NOT be done because its service is out of reach."; exit 1; }

assets: ## build style and scripts of the pages from frontend/ (needs Node)
	cd frontend && npm ci --no-audit --no-fund --silent && npm run build

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Vliegwiel needs Python 3.11 or newer; name it: make PYTHON=/path/to/python3 $(MAKECMDGOALS)"; exit 1; }
	@$(if $(UV),$(UV) venv --quiet --python $(PYTHON) $(VENV),$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "Python's venv is missing; install it: sudo apt-get install python3-venv"; exit 1; })

$(RUN): requirements.txt pyproject.toml | $(BIN)/python
	@[ -e $(DEV) ] || { echo "Installing the packages (once)"; $(INSTALL) --require-hashes -r requirements.txt; }
	@[ ! -e $(DEV) ] || $(MAKE) $(DEV)
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): requirements-dev.txt requirements.txt pyproject.toml | $(BIN)/python
	@echo "Installing the packages for development (once)"
	@$(INSTALL) --require-hashes -r requirements-dev.txt
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@ $(RUN)

$(VENV)/.stamp-texts: $(TEXTS) scripts/messages.py | $(RUN)
	@$(BIN)/python scripts/messages.py compile
	@touch $@

# In the data folder, so the answer depends on VLIEGWIEL_DATA and the user: asked anew, done only when something is newer.
static: | $(RUN)
	@done="$$($(BIN)/python -m vliegwiel.machinery.places)/static/.collected"; \
	if [ ! -e "$$done" ] || [ -n "$$(find vliegwiel -path '*/static*' -newer "$$done" -print -quit)" ]; then \
	  DJANGO_SETTINGS_MODULE=vliegwiel.config.settings $(BIN)/python -m django collectstatic --noinput --verbosity 0 && \
	  touch "$$done"; \
	fi
