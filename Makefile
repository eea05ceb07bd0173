# What one types daily. `make` alone lists it. Python is that of the active virtual environment.
PYTHON ?= python
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup test one lint format types docs gate check bench

help:  ## list these commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

setup:  ## install the package for editing, with the tools of the tests
	$(PYTHON) -m pip install -e '.[test]'

test:  ## run the whole suite, in several processes
	$(PYTHON) -m pytest $(ARGS)

one:  ## run one folder, module or test: make one T=tests/store
	$(PYTHON) -m pytest $(T) $(ARGS)

lint:  ## look for mistakes of style, and for functions that are too complex
	ruff check .
	ruff format --check .

format:  ## mend what can be mended by itself
	ruff check --fix .
	ruff format .

types:  ## check the types
	mypy --strict

docs:  ## write what the commands print into the documentation, the notebook included
	$(PYTHON) docs/regenerate.py
	$(PYTHON) docs/tutorial.py

gate:  ## show the quality of the extraction, and every sentence that is not read as annotated
	$(PYTHON) -m tests.quality $(ARGS)

bench:  ## time every answer on an invented store of 20,000 claims
	$(PYTHON) benchmarks/synthetic.py /tmp/graphbuild-bench.db 20000
	$(PYTHON) benchmarks/answers.py /tmp/graphbuild-bench.db 3

check: lint types test  ## all that .ci/run demands of a change, in this environment
