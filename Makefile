# Two commands do everything: `make demo` and `make test`. Both set up .venv first.
PYTHON ?= python3
BIN := .venv/bin
DEMO_DB := demo.db

.PHONY: demo test check samples clean

demo: .venv/installed
	@$(BIN)/baocao load samples --db $(DEMO_DB)
	@echo; echo "== Reports"
	@$(BIN)/baocao reports --db $(DEMO_DB)
	@echo; echo "== Budget revenue over the periods"
	@$(BIN)/baocao compare "thu ngân sách" "thu tiền sử dụng đất" --db $(DEMO_DB)
	@echo; echo "== Documents that the reports cite"
	@$(BIN)/baocao citations --db $(DEMO_DB) --limit 15

test: .venv/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto

# --without-pip: Debian's python3 has no ensurepip unless python3-venv is installed.
.venv/bin/python:
	$(PYTHON) -m venv --without-pip .venv
	$(PYTHON) -m pip --disable-pip-version-check --python $@ install --quiet --upgrade "pip>=25.1"

.venv/installed: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

.venv/tested: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --editable ".[all]" --group dev
	@touch $@ .venv/installed

samples: .venv/tested
	$(BIN)/python samples/build.py

clean:
	rm -rf .venv $(DEMO_DB) $(DEMO_DB)-wal $(DEMO_DB)-shm
