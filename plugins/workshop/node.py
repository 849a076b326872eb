"""html-validate and axe-core for the tests, installed from `tests/web/package-lock.json`, and the web editor's tools."""

from pathlib import Path

from plugins.editor.npm import npm_ci, obstacle
from plugins.editor.tools import installed

NO_NODE = (
    "!!! 略去 HTML 校验、无障碍和网页编辑器测试：{reason}。\n"
    "!!! LEFT OUT: HTML validation, accessibility and web editor tests. They need Node ≥ 20.19 with npm."
)


def ensure_node_tools(folder: Path, editor: Path) -> bool:
    """Installs the locked tools in `folder`, and those of the editor in `editor`; nothing is done when they are there.

    False, with a loud line, where Node or npm is absent or too old. Raises `NodeToolsFailed`.
    """
    reason = obstacle()
    if reason:
        print(NO_NODE.format(reason=reason), flush=True)
        return False
    npm_ci(folder)
    installed(editor)
    return True
