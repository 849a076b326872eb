"""The verbs of daily use: `invoke --list`. Each hands over to a room, imported when it is called."""

import os
import sys
from pathlib import Path

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

ROOT = Path(__file__).resolve().parent
HERE = Path.cwd()

# Every verb works from any folder below the root: what the user types is meant from HERE.
os.chdir(ROOT)

PRODUCTION = "正式版：不含 sample: true 的示例 · the public site, without samples"


@task(
    auto_shortflags=False,
    help={
        "production": PRODUCTION,
        "output": "写到哪个文件夹，默认 output · folder to write, output/ by default",
        "why": "说明这一页为什么重新生成，如 /towns/guxing/ · tell why this page was rendered",
    },
)
def build(_: Context, production: bool = False, output: str = "", why: str = "") -> None:
    """生成网站 · Build the site into output/."""
    from plugins.publishing.build import build

    _end(build(HERE / output if output else Path("output"), production, why))


@task(
    auto_shortflags=False,
    help={
        "port": "端口，默认 8000 · port, 8000 by default",
        "host": "监听的地址，默认只限本机 · address to listen on, this machine only by default",
    },
)
def serve(_: Context, port: int = 8000, host: str = "127.0.0.1") -> None:
    """生成、预览，保存即刷新 · Build, serve, and rebuild when a file is saved."""
    from plugins.publishing.serve import serve

    _end(serve(port, host))


@task(
    auto_shortflags=False,
    iterable=["path"],
    help={
        "path": "只查这个文件，可重复 · only this file; may be repeated; or: invoke check -- a.md b.md",
        "format": "text（默认）、github 或 json · text by default",
        "production": PRODUCTION,
    },
)
def check(_: Context, path: list[str], format: str = "text", production: bool = False) -> None:
    """检查稿件与资料，列出全部问题 · Check articles and data; list every problem."""
    from plugins.checks.report import main

    _end(main([_from_root(name) for name in (*path, *_after_dashes())], format, production))


@task(
    auto_shortflags=False,
    help={
        "k": "只运行名称相符的测试（pytest -k）· only the tests that match",
        "fast": "略去需要浏览器或 Node 的测试 · leave out what needs a browser or Node",
    },
)
def test(_: Context, k: str = "", fast: bool = False) -> None:
    """运行全部测试，需要的工具自动安装 · Run every test; install what they need."""
    from plugins.workshop.suite import run_tests

    _end(run_tests(ROOT, k, fast))


@task(
    auto_shortflags=False,
    help={
        "articles": "合成多少篇稿件，默认 1000 · how many articles, 1000 by default",
        "records": "合成多少条活动记录 · how many records of work",
        "branches": "合成多少个党支部 · of how many branches",
    },
)
def bench(_: Context, articles: int = 1000, records: int = 0, branches: int = 0) -> None:
    """用合成的稿件测量生成速度 · Measure builds of a synthetic newsroom."""
    from plugins.workshop.bench import bench

    _end(bench(articles, sys.stdout, records, branches))


@task(
    auto_shortflags=False,
    help={"upgrade": "全部升到允许的最新版 · take the newest versions that pyproject.toml allows"},
)
def lock(_: Context, upgrade: bool = False) -> None:
    """重写两份依赖清单 · Rewrite requirements.txt and requirements-test.txt."""
    from plugins.workshop.lock import lock

    _end(lock(ROOT, upgrade))


def _end(code: int) -> None:
    if code:
        raise Exit(code=code)


def _after_dashes() -> list[str]:
    """The words after `--`, spaces in them kept (invoke's own `remainder` joins them)."""
    return sys.argv[sys.argv.index("--") + 1 :] if "--" in sys.argv else []


def _from_root(name: str) -> str:
    return os.path.relpath(HERE / name, ROOT)
