# make demo      a Linux kernel of which ccore compiled what it can, booted in QEMU
# make test      the checks that run before every change lands
# make test-all  the same checks, without sampling
# make bench     speed and size of the code, beside gcc's, clang's and tcc's; ARGS="--fast --match nbody"
# make bench-compile  compile time of SQLite's one file and per kernel file, beside GCC's
# make lint      mypy --strict and ruff alone
# make clean     remove what the above made
#
# demo and test install what they need on Debian 12: a virtual environment in .venv, and the Debian
# packages named below, of which only missing ones are installed (through sudo when not root).
# LINUX=path takes that kernel source instead of Debian's linux-source-6.12.

APT_BASE  := gcc binutils libc6-dev xz-utils
APT_TEST  := $(APT_BASE) gcc-12-source gdb csmith libcsmith-dev
APT_PROJECTS := make cmake meson ninja-build autoconf automake libtool nasm tcl
APT_BUILD := $(APT_BASE) gzip perl gawk flex bison bc libelf-dev libssl-dev cpio kmod rsync
APT_DEMO  := $(APT_BUILD) qemu-system-x86
ifeq ($(LINUX),)
APT_LINUX := linux-source-6.12
LINUX_TREE = build/linux
else
APT_LINUX :=
LINUX_TREE = $(LINUX)
endif

VENV := .venv
BIN  := $(VENV)/bin
PYTEST := $(BIN)/python -m pytest -q -n 2 --brief

.PHONY: demo test test-all bench bench-compile lint clean apt-test apt-projects apt-demo
.DELETE_ON_ERROR:

demo: apt-demo $(VENV)/.installed $(if $(LINUX),,build/.linux-unpacked)
	@$(BIN)/kbisect $(LINUX_TREE)

test: apt-test $(VENV)/.installed
	@$(PYTEST) $(ARGS)

test-all: apt-test apt-projects apt-demo $(VENV)/.installed $(if $(LINUX),,build/.linux-unpacked)
	@LINUX=$(LINUX_TREE) $(PYTEST) --all $(ARGS)

bench: apt-test apt-projects $(VENV)/.installed
	@$(BIN)/python benchmarks/code_quality.py $(ARGS)

bench-compile: apt-demo apt-projects $(VENV)/.installed $(if $(LINUX),,build/.linux-unpacked)
	@$(BIN)/python benchmarks/large_file.py
	@LINUX=$(LINUX_TREE) $(BIN)/python benchmarks/kernel_files.py $(ARGS)

lint: $(VENV)/.installed
	@$(BIN)/python -m mypy
	@$(BIN)/python -m ruff check

clean:
	rm -rf build $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis ccore.egg-info
	find ccore kbisect tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

apt-test:
	@.ci/packages $(APT_TEST)

apt-projects:
	@.ci/packages $(APT_PROJECTS)

apt-demo:
	@.ci/packages $(APT_DEMO) $(APT_LINUX)

$(VENV)/.installed: pyproject.toml
	@python3 -c 'import ensurepip' 2>/dev/null || .ci/packages python3-venv
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "ccore needs Python 3.11 or newer" >&2; exit 1; }
	@mkdir -p build
	python3 -m venv $(VENV)
	@echo "$(BIN)/pip install -e .[test]"; \
	  $(BIN)/pip install --disable-pip-version-check -q -e '.[test]' >build/pip.log 2>&1 || { cat build/pip.log >&2; exit 1; }
	@touch $@

# Debian's package holds one archive; its top folder's name carries no version that we need.
build/.linux-unpacked: | apt-demo
	@echo "unpacking /usr/src/linux-source-6.12.tar.xz to build/linux"
	@rm -rf build/linux && mkdir -p build/linux
	@tar -xf /usr/src/linux-source-6.12.tar.xz -C build/linux --strip-components=1
	@touch $@
