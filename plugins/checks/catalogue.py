"""Every code that a problem can have: what it finds, where the rule comes from, how severe it is.

The table in docs/checks.md is made of this; a test holds both, and the codes in the source, equal.
"""

from collections.abc import Iterator
from typing import NamedTuple

from plugins.newsroom.problem import Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING


class Entry(NamedTuple):
    """One code. A fixed one can be neither switched off nor exempted from."""

    code: str
    severity: Severity
    finds: str
    source: str = ""
    is_repaired: bool = False
    """Whether `invoke check --fix` repairs it, as far as that is safe."""

    @property
    def is_fixed(self) -> bool:
        """An error protects readers, private people or the build; about a warning the house decides."""
        return self.severity is ERROR or self.code in _ALWAYS_ASKED


_ALWAYS_ASKED = {"bad-exemption", "unused-exemption", "unreadable-attachment"}
_COPY = (
    Entry(
        "half-width-mark",
        WARNING,
        "中文里的半角标点，如 `92%,实现`；一半全角一半半角的括号",
        "GB/T 15834；domain §2、§7",
        True,
    ),
    Entry("stray-space", WARNING, "标点旁边、段首多余的空格，如 `今年 、明年`", "domain §7", True),
    Entry("unpaired-mark", WARNING, "不配对的括号和引号", "GB/T 15834；domain §7"),
    Entry("doubled-word", WARNING, "重复的字词，如 `的的`、`党支部党支部`", "domain §7"),
    Entry("doubled-mark", WARNING, "重复的标点，如 `，，`、`。，`", "domain §7", True),
    Entry("broken-paragraph", WARNING, "没有说完就断开的段落", "domain §2、§7"),
    Entry("outdated-place-name", WARNING, "发稿当天无效的地名", "domain §1；`places.yaml`"),
    Entry("near-phrase", WARNING, "和固定提法差一个字的写法", "domain §7；`wording.yaml`"),
    Entry("wrong-post", WARNING, "和登记不一样的职务", "domain §7；`officials.yaml`"),
    Entry("wrong-name", WARNING, "登记的职务后面差一个字的姓名", "domain §7；`officials.yaml`"),
    Entry("number-form", WARNING, "简写的年份、`二0一七年`、`4千`", "GB/T 15835；domain §7"),
    Entry("unit-mixing", WARNING, "参加的按人计、获奖的按组计而没有说明", "domain §2"),
    Entry("headline-length", WARNING, "太长的标题、引题、副题", "`checks.yaml`"),
    Entry("summary-length", WARNING, "太长的摘要", "`checks.yaml`"),
    Entry("useless-alt", WARNING, "没有内容的替代文字，如 `图片1`、照抄的图说", "WCAG 2.2 1.1.1；editing.md"),
    Entry("empty-link", WARNING, "没有去处、没有文字的链接，如 `[这里](#)`", "domain §4"),
)
_PRIVACY = (
    Entry("mobile-number", ERROR, "没有打码的手机号（含全角数字、分组写法）", "domain §4"),
    Entry("identity-number", ERROR, "校验正确的 18 位身份证号", "GB 11643；domain §4"),
    Entry(
        "bank-card",
        ERROR,
        "校验正确的银行卡号：62 开头的，或前面有“卡号”等字样的",
        "ISO/IEC 7812-1；domain §4",
    ),
    Entry("home-address", WARNING, "写到楼、单元、门牌的住址", "domain §4"),
    Entry("unreadable-attachment", WARNING, "打不开、没法查隐私的 Word 文件", "domain §4"),
)
_STORIES = (
    Entry(
        "back-dated",
        WARNING,
        "发布时间早于入库时间又没有 `archive: true` 的稿件（只在 `invoke check` 里查）",
        "domain §4",
    ),
    Entry("unknown-person", WARNING, "人员名册里没有的署名", "domain §3"),
    Entry("ambiguous-person", WARNING, "名册里有几个人同名的署名", "domain §3"),
    Entry("byline-differs", WARNING, "署名原文和姓名字段不一致", "domain §3"),
    Entry("byline-not-understood", WARNING, "署名里看不懂的文字", "domain §3"),
    Entry("byline-glued-names", WARNING, "连在一起、分不开的姓名", "domain §3"),
    Entry("file-name", WARNING, "文件位置和日期、网址名对不上", "domain §6"),
    Entry("not-a-story", WARNING, "稿件文件夹里不是稿件的文件", "domain §5"),
    Entry("small-picture", WARNING, "太小的图片", "editing.md"),
    Entry("wide-colon", WARNING, "字段名后面的全角冒号", "domain §5", True),
    Entry("tab", WARNING, "字段里的制表符（读不懂时是错误）", "domain §5", True),
    Entry("not-utf8", WARNING, "GB18030、UTF-16 编码的文件", "domain §5", True),
)
_EXEMPTIONS = (
    Entry("bad-exemption", WARNING, "没有写规则名或理由的豁免"),
    Entry("unused-exemption", WARNING, "没有用上的豁免"),
    Entry("unknown-rule", ERROR, "没有这条规则（在豁免里是警告）"),
    Entry("fixed-rule", ERROR, "不能改程度、不能豁免的规则（在豁免里是警告）"),
)
_ERRORS = """
ambiguous-batch 几个批次同名
ambiguous-branch 几个党支部同名
ambiguous-project 几个项目同名
ambiguous-section 几个栏目同名
ambiguous-topic 几个专题同名
ambiguous-town 几个镇街同名
amount-without-unit 没有单位的数
bad-date 写法不对的日期
bad-id 有非法字符的编号
bad-picture 写法不对的图片
bad-slug 有非法字符的网址名
bad-value 不合要求的值
bad-yaml 读不懂的字段格式
bare-picture 只有文件名、没有替代文字和署名的图片
broken-picture 打不开的图片
control-character 看不见的控制字符
dead-link 指向不存在的稿件、页面或列表的链接，按文件名或网址
duplicate-address 已经属于别人的网址
duplicate-code 重复的行政区划代码
duplicate-id 重复的编号
duplicate-name 重复登记的姓名
duplicate-phrase 重复登记的提法
duplicate-simplified 重复登记的繁体版用词
duplicate-slug 重复的网址名
empty-text 没有正文
field-twice 写了两次的字段
file-too-large 太大的文件
front-matter-not-closed 没有结束的字段部分
language-mismatch 文件名和 lang 不一致
linked-file 不是文件而是链接
missing-field 缺少的必填字段，包括图片的替代文字和署名
missing-picture 不存在的图片
names-overlap 日期重叠的地名
no-front-matter 没有字段
no-such-date 日历上没有的日期
not-a-headcount 不是人数的人数
not-a-list 应当是列表的资料
not-a-name 混在姓名里的别的字
not-money 不是金额的金额
path-outside 不安全的路径
picture-changed 生成时变了的图片
picture-format 不支持的图片格式
picture-not-alone 没有单独成段的图片
picture-too-large 太大的图片
picture-too-tall 太长的图片
refused-markup 不允许的 HTML
site-unknown 正式发布前还没有填的网站信息
two-translations 一篇稿件有两篇译文
unknown-batch 没有登记的批次
unknown-branch 没有登记的党支部
unknown-encoding 认不出的编码
unknown-field 不认识的字段
unknown-original 译文找不到原稿
unknown-project 没有登记的项目
unknown-section 没有登记的栏目
unknown-topic 没有登记的专题
unknown-town 没有登记的镇街
unreadable 读不了的文件
unreadable-number 读不懂的数
unsafe-link 不安全的链接
yaml-anchor YAML 锚点
yaml-tag YAML 标签
yaml-too-deep 嵌套太深的资料
"""
"""Codes and what they find: the schema, addresses, files and markup (docs/domain.md §5, §6)."""
_PARTY_WORK = """
another-month 改到别的月份的主题党日
below-a-branch 党支部下面的党组织
branch-above-itself 绕回自己的上级关系
branch-not-there 活动那天还没有或已经没有的党组织
ends-before-it-begins 早于成立日期的撤销日期
held-after-publication 发布以后的活动日期
more-than-eligible 多于应到人数的参加人数
names-a-sample 真实记录里写的示例
own-partner 既是记录的党支部又是共建党组织
same-record 记录了两次的同一次活动
source-gone 已经没有的出处稿件
stages-backwards 倒退的项目阶段或日期
twin-differs 中英文记录不一样的数字、日期
"""
"""Those of the registers and the records of work (docs/decisions/011-party-work.md)."""


def _errors(lines: str, source: str) -> Iterator[Entry]:
    for line in lines.strip().split("\n"):
        code, finds = line.split(" ", 1)
        yield Entry(code, ERROR, finds, source)


_ENTRIES = (
    *_COPY,
    *_PRIVACY,
    *_STORIES,
    *_EXEMPTIONS,
    *_errors(_ERRORS, "domain §5、§6"),
    *_errors(_PARTY_WORK, "decision 011"),
)
CATALOGUE = {entry.code: entry for entry in _ENTRIES}
"""All codes, by code, in the order in which they are documented."""


def table() -> str:
    """The catalogue as a Markdown table, for docs/checks.md."""
    rows = ["| 规则 | 查什么 | 依据 | 程度 | 可改程度、可豁免 | `--fix` |", "|---|---|---|---|---|---|"]
    for entry in CATALOGUE.values():
        severity = "错误" if entry.severity is ERROR else "警告"
        fixed, repaired = "否" if entry.is_fixed else "是", "改" if entry.is_repaired else ""
        rows.append(
            f"| `{entry.code}` | {entry.finds} | {entry.source} | {severity} | {fixed} | {repaired} |"
        )
    return "\n".join(rows)
