"""What a build says when it has ended well."""

from collections.abc import Iterator, Sequence

from plugins.fastbuild.why import Reason
from plugins.fastbuild.writer import Report


def summary(report: Report, output: str, seconds: float, lang: str) -> str:
    """One line: what became of the files of the site, and how long it took."""
    counts = (report.new, report.changed, report.same, report.removed)
    rendered = report.rendered
    if lang == "en":
        said = "{}: {} new, {} changed, {} unchanged, {} removed; {} rendered, {} skipped{}; {:.1f} s"
        more = "; {} of them in Traditional Chinese, {:.1f} s of CPU"
    else:
        said = "{}：新增 {} 个文件，改动 {} 个，不变 {} 个，删除 {} 个；重新生成 {} 个，跳过 {} 个{}；用时 {:.1f} 秒"
        more = "；其中转换成繁体 {} 个，处理器用时 {:.1f} 秒"
    derived = more.format(report.derived, report.deriving) if report.derived else ""
    return said.format(output, *counts, rendered, sum(counts[:3]) - rendered, derived, seconds)


_WORDS = {
    "unplanned": ("网站里没有这个文件", "the site has no such file"),
    "same": ("它显示的内容都没有变，跳过", "nothing that it shows has changed; it was skipped"),
    "new": ("上次生成时还没有它", "it was not there after the last build"),
    "environment": ("每一页都用到的 {} 变了", "{}, on which every page depends, has changed"),
    "input": ("读稿件时要查的 {} 变了", "{}, which all articles are read with, has changed"),
    "lost": ("它被删掉了，重新写出", "it had been deleted"),
    "touched": ("它被别的程序改过，重新写出", "something else had changed it"),
    "made": ("制作它的原件或方法变了", "what it is made of, or how, has changed"),
    "derived": ("它由 {} 得来，那一页变了：", "it is made of {}, which is another one now:"),
    "unkeyed": (
        "它显示的内容无法比较，每次都生成",
        "it shows something that cannot be compared: rendered every time",
    ),
    "template": ("它改用了模板 {}", "it is made of another template now: {}"),
    "context": ("许多页共用的 {} 变了", "{}, which many pages share, has changed"),
    "source": ("它的稿件 content/{} 改过", "its own source, content/{}, has changed"),
    "value": ("它的 {} 变了", "its {} has changed"),
    "shows": (
        "它提到的稿件 content/{} 新增、改过或删去了",
        "it names content/{}, which is new, has changed or is gone",
    ),
}
_SETTINGS = ("设置或程序版本", "a setting or the version of a program")


def because(name: str, reasons: Sequence[Reason], lang: str) -> Iterator[str]:
    """Why the file `name` was rendered or not, a line each; at most ten."""
    chinese = lang != "en"
    yield f"{name}：" if chinese else f"{name}:"
    for kind, what in reasons[:10]:
        zh, en = _WORDS[kind]
        about = what or (_SETTINGS[0] if chinese else _SETTINGS[1])
        yield f"  - {(zh if chinese else en).format(about)}"
    if len(reasons) > 10:
        more = len(reasons) - 10
        yield f"  - 还有 {more} 条" if chinese else f"  - and {more} more"
