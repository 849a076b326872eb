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
    help={"port": "端口，默认 8000 · port, 8000 by default"},
)
def editor(_: Context, port: int = 8000) -> None:
    """在浏览器里写稿、改稿（需要 Node）· Write stories in the browser; needs Node."""
    from plugins.editor.edit import edit

    _end(edit(port))


@task(
    auto_shortflags=False,
    iterable=["path"],
    help={
        "path": "只查这个文件，可重复 · only this file; may be repeated; or: invoke check -- a.md b.md",
        "format": "text（默认）、github、gitlab 或 json · text by default",
        "production": PRODUCTION,
        "fix": "改好能放心改的：标点、空格、字段写法；不动数字和姓名 · repair what is safe, and show it",
        "staged": "只查将要提交的（git add 过的），提交前自动运行 · only what the next commit changes",
    },
)
def check(
    _: Context,
    path: list[str],
    format: str = "text",
    production: bool = False,
    fix: bool = False,
    staged: bool = False,
) -> None:
    """检查稿件与资料，列出全部问题 · Check articles and data; list every problem."""
    from plugins.checks import fixing, report

    paths = [_from_root(name) for name in (*path, *_after_dashes())]
    _end(
        fixing.fix(paths, format, production)
        if fix
        else report.main(paths, format, production, staged_only=staged)
    )


@task(
    name="import",
    auto_shortflags=False,
    help={
        "file": "来稿：.docx、.html 或 .txt；还有别的文件，就写在 -- 后面 · a file to import; more of them after --",
        "date": "见报日期，如 2017-10-12；版面上印着就不用写 · the day of publication, where the page does not bear it",
        "edition": "见报的报纸和版面，如“郑州日报 A5 惠济新闻” · paper, page and its name",
        "category": "栏目，不写就按内容建议 · the section; suggested from the text by default",
        "into": "放进 content/ 的哪个文件夹，默认 news/年/月 · folder below content/, news/YYYY/MM by default",
        "status": "draft 草稿（默认）、published 发布或 hidden · draft by default",
    },
)
def import_(
    _: Context,
    file: str,
    date: str = "",
    edition: str = "",
    category: str = "",
    into: str = "",
    status: str = "draft",
) -> None:
    """把 Word、网页或报纸版面的文字变成稿件 · Turn Word, HTML or newspaper text into draft stories."""
    from plugins.desk.importing import main

    if file in ("-h", "--help"):  # invoke takes it for the file
        os.execv(sys.executable, [sys.executable, "-m", "invoke", "--help", "import"])
    _end(main([_from_root(name) for name in (file, *_after_dashes())], date, edition, into, status, category))


@task(
    auto_shortflags=False,
    iterable=["town", "topic"],
    help={
        "title": "标题，必填 · required",
        "category": "栏目的编号或名称，必填 · section, required",
        "kicker": "引题（眉题）",
        "subtitle": "副题",
        "date": "发布时间，默认现在 · now by default",
        "byline": "署名，如“记者 张三 通讯员 李四 文/图”",
        "town": "镇街，可重复 · may be repeated",
        "topic": "专题，可重复 · may be repeated",
        "slug": "网址名，默认由标题的拼音得来 · from the title by default",
        "status": "draft 草稿（默认）或 published 发布 · draft by default",
    },
)
def new(
    _: Context,
    title: str = "",
    category: str = "",
    kicker: str = "",
    subtitle: str = "",
    date: str = "",
    byline: str = "",
    town: list[str] = [],  # noqa: B006  invoke makes its own
    topic: list[str] = [],  # noqa: B006
    slug: str = "",
    status: str = "",
) -> None:
    """新建一篇稿件，逐项提问，或用参数一次写好 · Start a story, by questions or by flags."""
    from plugins.desk.new import main

    named = {"title": title, "kicker": kicker, "subtitle": subtitle, "date": date, "category": category}
    _end(
        main(
            {
                **named,
                "byline": byline,
                "towns": "、".join(town),
                "topics": "、".join(topic),
                "slug": slug,
                "status": status,
            }
        )
    )


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
        "search": "只量搜索：随机提问多少次 · measure search alone, by so many questions",
    },
)
def bench(_: Context, articles: int = 1000, records: int = 0, branches: int = 0, search: int = 0) -> None:
    """用合成的稿件测量生成速度 · Measure builds of a synthetic newsroom."""
    from plugins.workshop import bench, search_bench

    out = sys.stdout
    _end(
        search_bench.bench_search(articles, search, out)
        if search
        else bench.bench(articles, out, records, branches)
    )


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
