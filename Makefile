# Two commands for a newcomer: "make run" and "make test". Both set up what they need first.
PYTHON ?= python3
BIN := .venv/bin
EXAMPLE := build/example
DISPLAY_HERE := $(DISPLAY)$(WAYLAND_DISPLAY)$(filter Darwin,$(shell uname -s))

.PHONY: run test check bench pictures prepare

# The window on an example office; without a display the same job on paper and pictures.
run: prepare
ifneq ($(DISPLAY_HERE),)
	$(BIN)/python -m ui --example
else
	QT_QPA_PLATFORM=offscreen $(BIN)/xinfeng example --out $(EXAMPLE)
endif

test: check

check: prepare
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	QT_QPA_PLATFORM=offscreen $(BIN)/pytest -n 2 --dist worksteal

bench: prepare
	$(BIN)/python -m tests.bench

# The pictures of the README, from a new example office.
pictures: prepare
	$(BIN)/python packaging/pictures.py

prepare:
	@$(PYTHON) packaging/prepare.py
