"""What the synthetic newsroom of `corpus.py` writes, in Chinese and English: neutral phrases that tell of nobody."""

from collections.abc import Sequence
from dataclasses import dataclass

from plugins.newsroom.text import Lang


@dataclass(frozen=True)
class Writing:
    """How stories are written in a language. `{slot}` stands for one of `words`, a town or a topic."""

    lang: Lang
    stretch: int
    """How many characters say what one Chinese character says."""
    space: str
    whole: Sequence[str]
    """What stands for the town where a story has none."""
    numbered: str
    titles: Sequence[str]
    kickers: Sequence[str]
    subtitles: Sequence[str]
    sentences: Sequence[str]
    items: Sequence[str]
    heads: Sequence[str]
    earlier: str
    words: dict[str, Sequence[str]]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().split("\n"))


_ZH = Writing(
    lang="zh",
    stretch=1,
    space="",
    whole=("全区", "各镇（街道）"),
    numbered="{}（合成稿第{}号）",
    titles=_lines("""
        {town}{manner}{do}{topic}工作
        {topic}：{result}
        {town}{group}走进{where}
        {where}里看{topic}
        {topic}有了新办法
        {town}交流{topic}的做法
        {result}，{topic}见实效
    """),
    kickers=_lines("""
        {topic}一线
        来自{where}的消息
        {town}{topic}系列活动
    """),
    subtitles=_lines("""
        {group}{manner}{do}，{result}
        {step}，{result}
        {where}设立咨询点
    """),
    sentences=_lines("""
        {when}，{town}{manner}{do}{topic}工作，{group}在{where}{step}。
        {group}{step}，{result}。
        在{where}，{group}向居民介绍了{topic}的安排，并当场回答大家的提问。
        “{quote}”一位居民在{where}说。
        {when}，{group}来到{where}，{step}，同时听取居民对{topic}的意见。
        按照计划，{town}将继续{do}{topic}工作，{step}。
        有关负责人表示，{topic}要**从小处着手**，{step}，让{result}。
        {town}把{topic}列入日常工作，由{group}{manner}{do}，做到{result}。
        {when}收到的意见已经逐条整理，{group}正在{step}。
        活动结束后，{group}对{where}的情况作了登记，下一步还要{step}。
        遇到雨雪天气，{topic}的时间会作调整，具体安排在{where}张贴。
        {group}还把办理流程画成了示意图，贴在{where}，{result}。
    """),
    items=_lines("""
        {group}{step}
        在{where}{step}
        {topic}：{result}
    """),
    heads=_lines("""
        现场
        做法
        居民怎么说
        下一步
        相关链接
        办理流程
    """),
    earlier="此前的报道见{}。",
    words={
        "when": "近日 连日来 本周 上个周末 日前 入春以来 入冬以来 节日期间 清晨 午后".split(),
        "group": "社区工作人员 党员志愿者 网格员 居民代表 物业人员 驻村干部 青年志愿者 巡查小组 文艺队 服务专班".split(),
        "where": "示范社区广场 便民服务大厅 文化活动室 村口宣传栏 沿街商铺 小区凉亭 社区书屋 项目工地 公交站旁 健身场地".split(),
        "manner": "扎实 有序 分批 集中 稳步 细致 同步 按时".split(),
        "do": "开展 推进 组织 落实 安排 做好".split(),
        "step": "逐户核对信息 公布联系方式 整理问题清单 更换破损标识 完善值班制度 发放说明材料 征求各方意见 "
        "组织现场演示 调整办理时间 清理堆放杂物 补种花草树木 检查设施设备".split(),
        "result": "办事更方便 环境更整洁 流程更清楚 参与的人更多 等候时间缩短 问题及时解决 责任落实到人 邻里往来更密切".split(),
        "quote": "以前要跑好几趟，现在在家门口就能办。 有了说明材料，一看就明白。 有事找得到人，心里踏实。 "
        "希望这样的活动多办几次。 路平了，灯亮了，晚上散步也放心。".split(),
    },
)

_EN = Writing(
    lang="en",
    stretch=3,
    space=" ",
    whole=("the whole district", "the towns and subdistricts"),
    numbered="{} (synthetic story no. {})",
    titles=_lines("""
        New steps on {topic}
        Volunteers take up {topic} at {where}
        What is being done about {topic}
        Residents speak about {topic}
        Work on {topic} goes on as {result}
    """),
    kickers=_lines("""
        News from {where}
        A series on {topic}
    """),
    subtitles=_lines("""
        Now {result}, say residents
        How {group} {step}
    """),
    sentences=_lines("""
        In {town}, {group} {step} {when}, and {result}.
        At {where}, {group} explained the plans for {topic} and answered questions on the spot.
        “{quote}” said a resident at {where}.
        Work on {topic} will go on in {town}, where {group} {step} {when}.
        Those in charge said that {topic} must **begin with small things**, so that {result}.
        Suggestions that came in {when} have been sorted one by one, and {group} {step}.
        Afterwards {group} {step}, and a record was kept at {where}.
        In bad weather the times for {topic} may change; a notice is put up at {where}.
    """),
    items=_lines("""
        At {where}, {group} {step}
        On {topic}, {result}
    """),
    heads=_lines("""
        On the spot
        How it is done
        What residents say
        What comes next
    """),
    earlier=" An earlier story is {}.",
    words={
        "when": _lines(
            "recently\nthis week\nlast weekend\nover the holiday\nin the early morning\nafter lunch"
        ),
        "group": _lines("""
            community staff
            volunteers from the Party branch
            neighbourhood wardens
            residents’ representatives
            young volunteers
            an inspection team
        """),
        "where": _lines("""
            the demonstration community square
            the public service hall
            the activity room
            the village notice board
            the reading room
            the bus stop
        """),
        "step": _lines("""
            checked the lists house by house
            handed out leaflets
            gave a demonstration
            replaced worn signs
            cleared away rubbish
            put together a list of questions
        """),
        "result": _lines("""
            errands have become easier
            the streets are cleaner
            the steps are clear to everyone
            more people take part
            the wait is shorter
            each task has a name beside it
        """),
        "quote": _lines("""
            It used to take several trips, and now it can be done next door,
            With the leaflet it is easy to understand,
            I hope that there will be more of this,
        """),
    },
)

WRITING: dict[Lang, Writing] = {"zh": _ZH, "en": _EN}
