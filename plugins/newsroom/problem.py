"""A problem is a value: found, collected, sorted and shown; never printed where it is found."""

from dataclasses import dataclass
from enum import StrEnum

from .text import Text


class Severity(StrEnum):
    """An error stops the build; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Message:
    """What is wrong and what to write instead, not yet tied to a place in a file.

    `code` is stable and lower-case with hyphens (`unknown-town`): editors search for it and
    settings name it.
    """

    code: str
    message: Text
    suggestion: Text | None = None
    severity: Severity = Severity.ERROR

    def at(self, path: str, line: int) -> "Problem":
        """The same message as a problem of `path` at `line` (1-based)."""
        return Problem(path, line, self.code, self.severity, self.message, self.suggestion)


def error(code: str, zh: str, en: str, suggestion: tuple[str, str] | None = None) -> Message:
    """A message that stops the build. `suggestion` is the same advice in Chinese and English."""
    return Message(code, Text(zh=zh, en=en), _advice(suggestion), Severity.ERROR)


def warning(code: str, zh: str, en: str, suggestion: tuple[str, str] | None = None) -> Message:
    """A message that asks for a second look."""
    return Message(code, Text(zh=zh, en=en), _advice(suggestion), Severity.WARNING)


def _advice(suggestion: tuple[str, str] | None) -> Text | None:
    return Text(zh=suggestion[0], en=suggestion[1]) if suggestion else None


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem at one place. `path` is as the editor would type it, `line` is 1-based."""

    path: str
    line: int
    code: str
    severity: Severity
    message: Text
    suggestion: Text | None = None

    @property
    def place(self) -> tuple[str, int, str, str]:
        """Sort key: by file, then line, then code; stable between runs and machines."""
        return (self.path, self.line, self.code, self.message.zh)

    def in_(self, lang: str) -> str:
        """`path:line: CODE message（建议：…）`, the form that terminals and editors make clickable."""
        text = f"{self.path}:{self.line}: {self.code} {self.message.in_(lang)}"
        if self.suggestion is None:
            return text
        advice = self.suggestion.in_(lang)
        return f"{text} (suggestion: {advice})" if lang == "en" else f"{text}（建议：{advice}）"
