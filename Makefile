# Everything a person types: `make run` and `make test` set up what they need themselves.

PYTHON ?= python3
COUNT ?= 200
VENV := .venv
BIN := $(VENV)/bin
# As it was typed: a `$` in a folder's name stays one.
override FOLDER := $(value FOLDER)
export FOLDER

.DEFAULT_GOAL := help
.PHONY: help run setup setup-dev test lint format lock readme icons screenshots translations wheel bundle campaign clean

help: ## Show what can be made
	@echo 'make run              set up, then open the window (in the terminal where there is no display)'
	@echo 'make run FOLDER=PATH  the same, and search this folder too'
	@echo 'make test             set up, then run every check and test'
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' Makefile

run: setup ## Set up and start (FOLDER=PATH: index this folder first)
	@$(BIN)/pplx-desktop run $${FOLDER:+"$$FOLDER"}

setup: ## Set up only: leaves .venv/bin/pplx-desktop
	@$(PYTHON) packaging/bootstrap.py

setup-dev:
	@$(PYTHON) packaging/bootstrap.py --dev

test: lint ## Set up, check format, lint, types, layers, and run all tests
	OPENBLAS_NUM_THREADS=1 $(BIN)/pytest -q -n 3 --dist loadfile

lint: setup-dev ## Format, lint, types and layers
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/basedpyright
	$(BIN)/lint-imports

format: setup-dev ## Format the code and mend what the linter can
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

lock: ## Renew requirements.lock and packaging/requirements-dev.lock (needs uv)
	$(PYTHON) packaging/lock.py

readme: setup ## Renew the README's tables from the code
	$(BIN)/python packaging/readme.py

icons: setup ## Make every icon in assets/icons from the SVGs
	$(BIN)/python assets/make_icons.py

translations: setup-dev ## Take new texts into assets/translations (translate with Qt Linguist, then again)
	$(BIN)/python packaging/translations.py

screenshots: setup-dev ## Draw the README's pictures into assets/screenshots (FONTS=FOLDER: with Inter from there)
	$(BIN)/python -m tests.gui.screenshots $(if $(FONTS),--fonts "$(FONTS)")

wheel: setup-dev ## Build the wheel, with the starter model in it, and check it
	$(BIN)/python packaging/wheel.py

bundle: setup-dev ## Build the stand-alone program and search with it
	$(BIN)/python packaging/bundle.py

campaign: setup-dev ## Kill, cut the power, break the disk, mutate files, again and again (COUNT=200 rounds of each)
	@$(BIN)/python -m tests.campaigns all --count $(COUNT)

clean: ## Remove what was made: environment, builds, caches, starter model
	rm -rf $(VENV) build dist .pytest_cache .ruff_cache .hypothesis .import_linter_cache .grimp_cache models/all-minilm-l6-v2
	find pplx_desktop tests models packaging assets -name __pycache__ -type d -prune -exec rm -rf {} +
