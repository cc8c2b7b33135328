# The commands of this house. They need Python 3.11 or later, git and make; what else they need they get themselves.
# `make` lists them.

PYTHON ?= python3
TOO_OLD := This project needs Python 3.11 or later; $(PYTHON) is %s.%s. Try: make PYTHON=python3.12
BIN := $(if $(filter Windows_NT,$(OS)),.venv/Scripts,.venv/bin)

# One constant for "today", written in pyproject.toml, so that nothing turns red because a day has passed.
export ITSM_AS_OF := $(shell sed -n 's/^as-of = "\(.*\)"$$/\1/p' pyproject.toml)

say = @printf '\n== %s\n'

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help catalog test lint types layers generated browser generate lock bench audit clean

help:  ## Say what each command does
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-16s %s\n", $$1, $$2 }'

catalog: .venv/run.stamp  ## Lint the sample organisation, plan a change to it and build its site
	$(say) "1 of 3  Lint: is what catalog/ and policies/ say complete and free of contradiction?"
	$(BIN)/itsm lint
	$(say) "2 of 3  Plan: what would a lower promise to a customer touch?"
	$(BIN)/python -m tools.sample_change
	$(say) "3 of 3  Build: the catalogue as a web site."
	$(BIN)/itsm build
	@printf '\nDone. The site begins at\n%s\n' "$(CURDIR)/site/index.html"

test: lint types layers generated browser  ## Check the code, the generated files and every test
	$(say) "Tests in parallel; each one that is skipped says why."
	$(BIN)/pytest -n auto

lint: .venv/dev.stamp  ## Check style and form
	$(say) "Style and form of the Python code (ruff)."
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: .venv/dev.stamp  ## Check types
	$(say) "Types (mypy --strict)."
	$(BIN)/mypy

layers: .venv/dev.stamp  ## Check that layers import downward only
	$(say) "Layers and the one place of each library (import-linter)."
	$(BIN)/lint-imports --no-logo

generated: .venv/dev.stamp  ## Check that generated files are current
	$(say) "Generated files: schemas, rule pages, command reference."
	$(BIN)/python -m itsm_as_code.cli.dev generate --check

browser: .venv/dev.stamp  ## Get a Chromium for the browser tests, unless there is one
	$(say) "A Chromium for the tests that look at the built site."
	$(BIN)/python -m tools.chromium

generate: .venv/dev.stamp  ## Write the generated files anew
	$(BIN)/python -m itsm_as_code.cli.dev generate

bench: .venv/bench.stamp  ## Measure our speed beside other tools
	$(BIN)/python -m bench

audit: .venv/dev.stamp browser  ## Let Lighthouse judge the site (needs npm and the network)
	$(BIN)/python -m tools.audit

lock: .venv/lock.stamp  ## Write requirements/ anew from pyproject.toml (UPGRADE=1: with the newest versions)
	$(BIN)/python -m tools.lock $(if $(UPGRADE),--upgrade)

clean:  ## Remove everything that these commands made (what git ignores)
	git clean -fdXq

# The environment: installed from the locks once, and again when a lock changes. The stamp is written last.
.venv/%.stamp: requirements/%.txt pyproject.toml tools/environment.py tools/system.py
	@$(PYTHON) -c "import sys; sys.version_info < (3, 11) and sys.exit('$(TOO_OLD)' % sys.version_info[:2])"
	@$(PYTHON) -m tools.environment $*
