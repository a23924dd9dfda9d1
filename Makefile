# Two commands do everything: `make demo` and `make test`. Both set up .venv first. `make check` is the quick half of the tests.
PYTHON ?= python3
BIN := .venv/bin
DEMO_DB := demo.db

.PHONY: demo check test docs lint lowest samples clean

demo: .venv/installed
	@$(BIN)/baocao load samples --db $(DEMO_DB)
	@echo; echo "== What is in the archive"
	@$(BIN)/baocao reports --db $(DEMO_DB)
	@echo; echo "== Values over the periods, three districts"
	@$(BIN)/baocao compare "tổng thu ngân sách" "thu tiền sử dụng đất" "sản lượng lương thực" --measure value --no-sources --db $(DEMO_DB)
	@echo; echo "== What does not add up"
	@$(BIN)/baocao audit --severity medium --db $(DEMO_DB) || [ $$? = 4 ]
	@echo; echo "== Documents that the reports cite"
	@$(BIN)/baocao citations --limit 15 --db $(DEMO_DB)
	@echo; echo "== In the browser: $(BIN)/baocao serve $(DEMO_DB)"

# What to run while working: everything but the tests that start processes or a browser.
check: lint
	$(BIN)/pytest -n auto -m "not e2e"

test: lint docs
	$(BIN)/pytest -n auto

lint: .venv/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The documentation site, into site/. A link or a name that leads nowhere is an error.
docs: .venv/tested
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

# The tests with the lowest versions that pyproject.toml allows, in an environment of its own.
lowest: .venv/tested
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python .venv-lowest
	VIRTUAL_ENV=.venv-lowest $(BIN)/uv pip install --quiet --resolution lowest-direct --editable ".[all]"
	VIRTUAL_ENV=.venv-lowest $(BIN)/uv pip install --quiet --group dev
	.venv-lowest/bin/python -m pytest -n auto

# --without-pip: Debian's python3 has no ensurepip unless python3-venv is installed.
.venv/bin/python:
	$(PYTHON) -m venv --without-pip .venv
	$(PYTHON) -m pip --disable-pip-version-check --python $@ install --quiet --upgrade "pip>=25.1"

# Scanned pages are read with Tesseract, whose Vietnamese data is a system package.
.venv/tesseract: | .venv/bin/python
	@if ! ls /usr/share/tesseract-ocr/*/tessdata/vie.traineddata /usr/share/tessdata/vie.traineddata >/dev/null 2>&1; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update --quiet --quiet && DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --quiet \
	      --no-install-recommends tesseract-ocr-vie >/dev/null; \
	  else echo "Scanned pages need Tesseract's Vietnamese data: apt-get install tesseract-ocr-vie" >&2; fi; fi
	@touch $@

# The reading room is tested in a real browser, the system's Chromium.
.venv/chromium: | .venv/bin/python
	@if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update --quiet --quiet && DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --quiet \
	      --no-install-recommends chromium fonts-noto-core >/dev/null; \
	  else echo "The tests of the reading room need Chromium: apt-get install chromium" >&2; fi; fi
	@touch $@

.venv/installed: pyproject.toml | .venv/bin/python .venv/tesseract
	$(BIN)/python -m pip install --quiet --editable ".[ocr,web]"
	@touch $@

.venv/tested: pyproject.toml | .venv/bin/python .venv/tesseract .venv/chromium
	$(BIN)/python -m pip install --quiet --editable ".[all]" --group dev --group docs
	@touch $@ .venv/installed

samples: .venv/tested
	$(BIN)/python samples/build.py

clean:
	rm -rf .venv site $(DEMO_DB) $(DEMO_DB)-wal $(DEMO_DB)-shm
