# Set-up, run, test. On a Debian 12 machine with python3 and make nothing else is needed.

VENV := .venv
PYTHON := $(VENV)/bin/python
LOCK := packaging/requirements.lock
CATALOGUE := resources/i18n/zh_CN/bmcalc.mo

.DEFAULT_GOAL := help
.PHONY: help run test lint types layers unit catalogue messages lock clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

$(VENV)/ready: $(LOCK) pyproject.toml packaging/set_up.sh
	@sh packaging/set_up.sh $(VENV) $(LOCK)
	@touch $@

$(CATALOGUE): resources/i18n/zh_CN/bmcalc.po packaging/build_catalogue.py \
  $(wildcard resources/*.toml resources/*/*.toml) | $(VENV)/ready
	@$(PYTHON) packaging/build_catalogue.py

catalogue: $(CATALOGUE) ## build the Chinese catalogue and the parsed data files

run: $(VENV)/ready $(CATALOGUE) ## open the window (without a display: render it into build/demo)
	@$(PYTHON) -m bmcalc --demo

test: lint types layers unit ## everything that must hold: ruff, mypy, import-linter, pytest

lint: $(VENV)/ready
	@$(VENV)/bin/ruff check --quiet .

types: $(VENV)/ready
	@$(VENV)/bin/mypy --no-error-summary

layers: $(VENV)/ready
	@$(VENV)/bin/lint-imports --no-cache >/dev/null || $(VENV)/bin/lint-imports --no-cache

unit: $(VENV)/ready $(CATALOGUE)
	@QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest

messages: $(VENV)/ready ## take new messages from the code into the .po file
	@$(PYTHON) packaging/messages.py

lock: ## pin all dependencies with hashes (needs pip-tools)
	@pip-compile --quiet --generate-hashes --strip-extras --extra development --all-build-deps \
	  --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
	  --no-header --output-file $(LOCK) pyproject.toml

clean: ## remove the environment and everything that was built
	rm -rf $(VENV) build dist $(CATALOGUE) resources/parsed

.PHONY: package package-linux package-windows package-check release

package-linux: $(VENV)/ready $(CATALOGUE) ## build and try the Debian package (root, Debian 12)
	@sh packaging/tools.sh
	@sh packaging/linux/build.sh $(PYTHON)
	@sh packaging/linux/deb.sh
	@sh packaging/linux/check_all.sh

package-windows: $(VENV)/ready $(CATALOGUE) ## build and try the Windows installers under wine
	@sh packaging/tools.sh
	@sh packaging/windows/build.sh $(PYTHON)
	@sh packaging/windows/setup.sh
	@sh packaging/windows/msi.sh $(PYTHON)
	@sh packaging/windows/check.sh $(PYTHON)

package: package-linux package-windows ## build and try every installer

package-check: ## try the installers in dist/ without building
	@sh packaging/linux/check_all.sh
	@sh packaging/windows/check.sh $(PYTHON)

release: package ## all installers with hashes, signatures, bill of materials and licences in dist/
	@sh packaging/release/release.sh $(PYTHON)
