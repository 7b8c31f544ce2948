PYTHON ?= $(shell command -v python3.11 || command -v python3)
export ARGS BACKGROUND SAMPLE SOURCE

.PHONY: help start stop test benchmark bench reset production
help:  ; @$(PYTHON) -m bootstrap help
start: ; @$(PYTHON) -m bootstrap start
stop:  ; @$(PYTHON) -m bootstrap stop
test:  ; @$(PYTHON) -m bootstrap test
production: ; @$(PYTHON) -m bootstrap production
benchmark: ; @$(PYTHON) -m bootstrap benchmark
bench: ; @$(PYTHON) -m bootstrap bench
reset: ; @$(PYTHON) -m bootstrap reset
