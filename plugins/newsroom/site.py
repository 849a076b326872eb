"""The site itself: its names, and what a government site must print at its foot."""

from datetime import date
from uuid import UUID

from .model import Field, Model
from .text import Text

UNKNOWN = ""
"""An empty line in `site.yaml`: printed as 待填 in development, refused in production."""


class Site(Model):
    """`content/data/site.yaml`. Numbers are never invented: what is not known stays empty."""

    name: Text = Field(description="网站名称")
    tagline: Text = Field(description="一句话介绍，印在报头")
    description: Text = Field(description="网站简介，给搜索引擎")
    district: Text = Field(description="所在区")
    founded: date = Field(description="建站日期；没有稿件的订阅源用它作更新日期")
    uuid: UUID = Field(description="网站唯一编号，订阅源用它；换域名也不改")
    commit_url: str | None = Field(
        default=None,
        pattern=r"^https://[^\s{}]+\{commit\}[^\s{}]*$",
        description="仓库里一次提交的网址，{commit} 处填提交号，如 https://example.org/portal/commit/{commit}；没有公开仓库就不写",
    )
    url: str = Field(
        default=UNKNOWN,
        pattern=r"^(https?://[^\s/]+(/[^\s]*[^\s/])?)?$",
        description="正式网址，不带末尾斜杠",
    )
    sponsor: str = Field(default=UNKNOWN, description="主办单位")
    organizer: str = Field(default=UNKNOWN, description="承办单位")
    contact: str = Field(default=UNKNOWN, description="联系方式")
    site_code: str = Field(default=UNKNOWN, pattern=r"^([0-9a-z]{10})?$", description="政府网站标识码，10 位")
    icp: str = Field(default=UNKNOWN, description="ICP 备案号")
    police: str = Field(default=UNKNOWN, description="公安备案号")
