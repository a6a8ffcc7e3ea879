# Every word here is one of start.py, which also runs where there is no make.
PYTHON ?= python3

.PHONY: help demo test check fix docs bench lock
help:  ## list the words
	@$(PYTHON) start.py --help
demo:  ## the demonstration city in the browser
	@$(PYTHON) start.py demo $(ARGS)
test:  ## every test, those in a real browser included
	@$(PYTHON) start.py test $(ARGS)
check:  ## formatter, linter, types, import contracts, documentation
	@$(PYTHON) start.py check
fix:  ## mend format and simple faults
	@$(PYTHON) start.py fix
docs:  ## build the documentation
	@$(PYTHON) start.py docs
bench:  ## the benchmarks
	@$(PYTHON) start.py bench $(ARGS)
lock:  ## renew the pinned versions
	@$(PYTHON) start.py lock
