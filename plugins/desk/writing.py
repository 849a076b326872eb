"""New files below `content/`: all of them or none, each whole, none over another."""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from plugins.newsroom.problem import Message, error


class NotWritten(Exception):
    """Nothing was written; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.code)
        self.message = message


def write_new(content: Path, files: Mapping[str, bytes]) -> None:
    """Write `files`, by their paths relative to `content`. Raises `NotWritten`, and then none of them is there.

    A file is written under another name, hidden from builds, and gets its own in one step, which fails where there is
    one already. No folder on the way may be a link.
    """
    placed: list[Path] = []
    temporary: list[tuple[Path, Path]] = []
    try:
        for path, data in files.items():
            target = content / path
            _make_folder(content, target.parent)
            temporary.append((_write(target, data), target))
        for source, target in temporary:
            _place(source, target)
            placed.append(target)
    except FileExistsError as failure:
        _remove(placed)
        raise NotWritten(_exists(str(failure.filename2 or failure.filename))) from None
    except OSError as failure:
        _remove(placed)
        raise NotWritten(_refused(failure)) from None
    except BaseException:
        _remove(placed)
        raise
    finally:
        _remove(source for source, _ in temporary)


def linked_folder(content: Path, path: str) -> str:
    """The first folder on the way to `content / path` that is a link, or ""."""
    parts = Path(path).parts
    ways = (content.joinpath(*parts[:end]) for end in range(len(parts) + 1))
    return next((str(way) for way in ways if way.is_symlink()), "")


def _make_folder(content: Path, folder: Path) -> None:
    if way := linked_folder(content, folder.relative_to(content).as_posix()):
        raise NotWritten(_linked(way))
    folder.mkdir(parents=True, exist_ok=True)


def _write(target: Path, data: bytes) -> Path:
    temporary = target.with_name(f".{target.name}.{os.getpid()}.new")
    with open(temporary, "xb") as file:
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            temporary.unlink()
            raise
    return temporary


def _place(temporary: Path, target: Path) -> None:
    """In one step, where the file system has links; otherwise the name is taken first, and nobody else gets it."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:
        with open(target, "xb"):
            os.replace(temporary, target)


def _remove(files: Iterable[Path]) -> None:
    for file in files:
        with suppress(OSError):
            file.unlink()


def _exists(path: str) -> Message:
    return error(
        "file-exists",
        f"已经有文件 {path}，没有写入任何文件",
        f"There is a file {path} already; nothing was written",
        ("换一个网址名（slug）", "use another slug"),
    )


def _linked(path: str) -> Message:
    return error(
        "linked-file",
        f"文件夹 {path} 是一个链接，没有写入任何文件",
        f"The folder {path} is a link; nothing was written",
        (
            "换成真正的文件夹：链接可能指向 content/ 之外",
            "use a real folder: a link may lead out of content/",
        ),
    )


def _refused(failure: OSError) -> Message:
    reason, path = failure.strerror or type(failure).__name__, failure.filename or ""
    return error(
        "not-written",
        f"写不进去：{reason}（{path}），没有写入任何文件",
        f"Writing failed: {reason} ({path}); nothing was written",
        (
            "检查磁盘空间和文件夹的权限，再试一次",
            "check the space on the disk and the rights of the folder, then try again",
        ),
    )
