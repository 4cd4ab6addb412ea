# Two commands do everything: `make demo` runs the main job, `make test` runs the tests.
# Each sets up what it needs first. The tasks themselves stand in pyproject.toml.

PYTHON ?= python3
POE = .venv/bin/poe

.PHONY: demo test package bench clean

demo: .venv/ready
	.venv/bin/qingshou demo

test: .venv/ready
	$(POE) test

package: .venv/ready
	$(POE) package

bench: .venv/ready
	$(POE) bench

.venv/ready: pyproject.toml packaging/set-up.sh
	PYTHON=$(PYTHON) bash packaging/set-up.sh
	touch .venv/ready

clean:
	rm -rf .venv build dist
