# Two commands do everything: `make report` (the report on an article) and `make test`.
# Beside each target stands what it runs in plain Python, for machines without make.

PYTHON ?= python3
ARTICLE ?= data/articles/libya-palermo-2018.txt
LANGUAGE ?= ar
STORE ?=
SOURCE ?=
ENV = .venv
PY = $(ENV)/bin/python
INSTALL = -m pip install --quiet --disable-pip-version-check --no-deps
# LANGUAGE is also a variable of the shell's locale (a list such as de_DE:en); only a plain ar or en is a choice.
ifeq ($(origin LANGUAGE),environment)
ifeq ($(filter ar en,$(LANGUAGE)),)
LANGUAGE = ar
endif
endif

.PHONY: report corpus lab test bench lint format lock pictures camel-data camel-ner clean

# python3 -m venv .venv && .venv/bin/python -m pip install --no-deps --require-hashes -r requirements.lock
# .venv/bin/python -m pip install --no-deps --no-build-isolation -e .
$(ENV)/.ready: requirements.lock pyproject.toml
	@echo "Setting up $(ENV) (about a minute, once)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and f"Khabar needs Python 3.11 or later; {sys.executable} is {sys.version.split()[0]}. Name another: make PYTHON=python3.12 ...")'
	@test -x $(PY) || $(PYTHON) -m venv $(ENV)
	@$(PY) $(INSTALL) --require-hashes -r requirements.lock
	@$(PY) $(INSTALL) --no-build-isolation -e .
	@touch $@

# .venv/bin/python -m pip install --no-deps --require-hashes -r requirements-dev.lock
$(ENV)/.ready-dev: requirements-dev.lock $(ENV)/.ready
	@$(PY) $(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

# The second matplotlib that labels are drawn with in the tests.
# python3 -m venv .venv-mpl310 && .venv-mpl310/bin/python -m pip install --no-deps --require-hashes -r requirements-mpl310.lock
.venv-mpl310/.ready: requirements-mpl310.lock
	@test -x .venv-mpl310/bin/python || $(PYTHON) -m venv .venv-mpl310
	@.venv-mpl310/bin/python $(INSTALL) --require-hashes -r requirements-mpl310.lock
	@touch $@

# .venv/bin/python -m helpers.report --article data/articles/libya-palermo-2018.txt --language ar
# .venv/bin/python -m helpers.report --store STORE --language ar
report: $(ENV)/.ready
	@$(PY) -m helpers.report $(if $(STORE),--store "$(STORE)",--article "$(ARTICLE)") --language "$(LANGUAGE)"

# .venv/bin/python -m helpers.corpus SOURCE STORE
corpus: $(ENV)/.ready
	@$(PY) -m helpers.corpus "$(SOURCE)" "$(STORE)"

# .venv/bin/jupyter lab notebooks
lab: $(ENV)/.ready
	@$(ENV)/bin/jupyter lab notebooks

# .venv/bin/python -m pytest -n 2 --dist loadgroup --cov
test: $(ENV)/.ready-dev .venv-mpl310/.ready
	@$(PY) -m pytest -n 2 --dist loadgroup --cov --cov-report=term:skip-covered --cov-fail-under=90

# for f in tests/bench/bench_*.py; do .venv/bin/python $f; done
bench: $(ENV)/.ready-dev
	@for script in tests/bench/bench_*.py; do echo "== $$script"; $(PY) $$script || exit 1; done

# .venv/bin/ruff check && .venv/bin/ruff format --check
lint: $(ENV)/.ready-dev
	@$(ENV)/bin/ruff check && $(ENV)/bin/ruff format --check

format: $(ENV)/.ready-dev
	@$(ENV)/bin/ruff check --fix && $(ENV)/bin/ruff format

# .venv/bin/uv pip compile ... (see the lines below)
LOCK = $(ENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header
lock: $(ENV)/.ready-dev
	@$(LOCK) pyproject.toml -o requirements.lock
	@$(LOCK) --extra test --extra train -c requirements.lock pyproject.toml -o requirements-dev.lock
	@$(LOCK) requirements-mpl310.in -o requirements-mpl310.lock

# .venv/bin/python -m helpers.pictures
pictures: $(ENV)/.ready-dev
	@$(PY) -m helpers.pictures

# The optional engine of lemmas: camel-tools' morphology (a download of about 130 MB, once).
# .venv/bin/camel_data -i light
camel-data: $(ENV)/.ready
	@$(ENV)/bin/camel_data -i light

# The optional engine of names: torch, transformers and camel-tools' tagger (a download of some GB, once).
# .venv/bin/python -m pip install torch transformers && .venv/bin/camel_data -i ner-arabert
camel-ner: $(ENV)/.ready
	@$(PY) -m pip install --quiet torch transformers
	@$(ENV)/bin/camel_data -i ner-arabert

clean:
	@rm -rf reports artifacts .pytest_cache .ruff_cache .hypothesis .coverage
	@find . -name __pycache__ -not -path './$(ENV)*' -prune -exec rm -rf {} +
