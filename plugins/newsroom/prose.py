"""What of a Markdown text is words that readers see, and what is code, addresses and syntax."""

import re

UNSEEN = "\0"
"""Stands for what is no words: nothing is Chinese beside it, and no rule matches it."""

KEPT = re.compile(
    r"""(?=[\t -~])(?:                             # all of them begin in ASCII, which Chinese text has little of
      ^[ ]{0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*?\n)??[ ]{0,3}(?P=fence)[`~]*[ ]*$  # code between fences
    | ^(?:\ {4}|\t)(?![ \t]*(?:[-*+]|\d+[.)])[ \t])[^\n]*$  # code that is indented; deeper lists are not
    | (?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)
    | <!--.*?-->
    | </?[A-Za-z][^<>\n]*>
    | (?P<target>\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\))   # where a link leads, or the file and the caption of a picture
    | ^[ ]{0,3}\[\^[^\]\n]+\]:                  # the mark before a footnote's words
    | ^[ ]{0,3}\[[^\]\n]+\]:[^\n]*$             # the definition of a link
    | \[\^[^\]\n]+\]
    | \b[A-Za-z][A-Za-z0-9+.-]*://[^\s<>()，。；：！？、“”（）《》【】]+
    | \bwww\.[^\s<>()，。；：！？、“”（）《》【】]+
    | ^[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?)?[ \t]*$   # the rule beneath a table's head
    | \b(?:mailto|tel):[^\s<>()，。；：！？、“”（）《》【】]+
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
    | \{\w+\}[^\s)）]*
    | &\#?\w+;
    | \\[!-/:-@\[-`{-~]
    )""",
    re.MULTILINE | re.DOTALL | re.VERBOSE | re.ASCII,
)
"""Everything in Markdown that no rule of copy may read or change."""

_MAY_BE_KEPT = re.compile(r"[`~<\]@&\\{:\t|]|www\.")
_AT_A_LINES_START = re.compile(r"\n[ ]{0,3}(?:#{1,6}[ \t]+|(?:>[ ]?)+|(?:[-*+]|\d{1,9}[.)])[ \t]+)+")
_WITHIN = re.compile(r"[*]{1,3}|~~|(?<!\w)_{1,2}|_{1,2}(?!\w)|!?\[")
_MAY_BE_WITHIN = re.compile(r"[*~_\[]")


def unseen(kept: "re.Match[str]") -> str:
    """As many characters, on as many lines, that are no words."""
    return re.sub(r"[^\n]", UNSEEN, kept[0])


def without_kept(markdown: str) -> str:
    """`markdown`, character for character, in which nothing that is kept can be read."""
    if _MAY_BE_KEPT.search(markdown) or "    " in markdown:
        return KEPT.sub(unseen, markdown)
    return markdown


def plain(markdown: str) -> str:
    """The words of `markdown`, each on its own line still; `UNSEEN` stands for code, addresses and HTML."""
    text = _AT_A_LINES_START.sub("\n", f"\n{without_kept(markdown)}")[1:].replace("**", "")
    return _WITHIN.sub("", text) if _MAY_BE_WITHIN.search(text) else text
