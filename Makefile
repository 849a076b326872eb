# make help lists the verbs. Each makes the environment (.venv) if it is missing or out of date and
# hands over to `invoke`. Needs GNU make 3.81 or later and Python 3.11 or later.
# On Windows, without make:  py -m venv .venv && .venv\Scripts\pip install --require-hashes -r requirements.txt
#                            .venv\Scripts\invoke build

VENV := .venv
INVOKE := $(VENV)/bin/invoke
# More words for the verb:  make serve ARGS="--port 8001"
ARGS ?=
# Another Python:  make build PYTHON=python3.12
PYTHON ?=

.DEFAULT_GOAL := help
.PHONY: help env env-test build serve check test clean FORCE

# Python may import only what is in .venv and here.
unexport PYTHONHOME PYTHONPATH PYTHONSAFEPATH

help:
	@printf '%s\n' \
	  '  make build    生成网站到 output/        build the site into output/' \
	  '  make serve    生成、预览，保存即刷新    build, serve, rebuild on every save' \
	  '  make check    检查稿件与资料            check articles and data' \
	  '  make test     运行全部测试              run every test' \
	  '  make clean    删除生成的文件            remove what was generated' \
	  '' \
	  '  make serve ARGS="--port 8001"           更多选项 more words for the verb' \
	  '  .venv/bin/invoke --list                 全部命令 every verb (after one make)'

build serve check: env
	@$(INVOKE) $@ $(ARGS)

test: env-test
	@$(INVOKE) $@ $(ARGS)

clean:
	rm -rf output .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find plugins tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment. A stamp is written last, so that a half-made one is made again. One whose
# `invoke` does not run (Python gone, folder moved) is removed and made anew.
env: $(VENV)/.run
env-test: $(VENV)/.test

BROKEN := $(shell $(INVOKE) --version >/dev/null 2>&1 || echo FORCE)
PIP_INSTALL := $(VENV)/bin/python -m pip install --disable-pip-version-check --require-hashes
QUIET := $$(test -t 2 || echo --quiet)

$(VENV)/.run: requirements.txt $(BROKEN)
	@set -e; python=$$($(FIND_PYTHON)); \
	if ! $(INVOKE) --version >/dev/null 2>&1; then \
	  echo "建立环境 · making $(VENV) with $$($$python --version)"; \
	  rm -rf $(VENV); $$python -m venv $(VENV) || { rm -rf $(VENV); $(NO_VENV); exit 1; }; \
	fi
	@echo '安装依赖 · installing requirements.txt'
	@$(PIP_INSTALL) $(QUIET) -r requirements.txt
	@touch $@

$(VENV)/.test: requirements-test.txt $(VENV)/.run
	@echo '安装测试依赖 · installing requirements-test.txt'
	@$(PIP_INSTALL) $(QUIET) -r requirements.txt -r requirements-test.txt
	@touch $@

FORCE:

# Prints the newest Python that can be used. A name on PATH may be a stub that cannot run.
FIND_PYTHON = for python in $(or $(PYTHON),python3.14 python3.13 python3.12 python3.11 python3 python); do \
    if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
      echo $$python; exit 0; \
    fi; \
  done; \
  echo '需要 Python 3.11 或更新版本，本机没有找到（可用 PYTHON=… 指定）。' >&2; \
  echo 'Python 3.11 or later is needed and was not found (PYTHON=… names one).' >&2; \
  exit 1

NO_VENV = echo '无法建立环境。Debian/Ubuntu：sudo apt-get install python3-venv' >&2; \
  echo 'The environment could not be made. On Debian/Ubuntu: sudo apt-get install python3-venv' >&2
