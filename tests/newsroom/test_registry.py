from plugins.newsroom.person import Person
from plugins.newsroom.registries import Registries
from plugins.newsroom.registry import Registry
from plugins.newsroom.text import Text


def person(id_: str, zh: str) -> Person:
    return Person(id=id_, name=Text(zh=zh, en=id_), role="reporter")


PEOPLE = Registry([person("li-ming", "李明"), person("li-ming-2", "李明"), person("wang-wei", "王伟")])


def test_a_record_is_found_by_id_and_by_any_of_its_names(registries: Registries) -> None:
    for text in (
        "jiangshanlu",
        "江山路街道",
        "老鸦陈街道",
        "Laoyachen Subdistrict",
        "laoyachen　subdistrict",
    ):
        assert [place.id for place in registries.places.find(text)] == ["jiangshanlu"]


def test_a_name_that_two_people_share_finds_both_and_the_id_finds_one() -> None:
    assert [found.id for found in PEOPLE.find("李明")] == ["li-ming", "li-ming-2"]
    assert [found.id for found in PEOPLE.find("li-ming-2")] == ["li-ming-2"]


def test_an_unknown_name_finds_nothing_but_the_nearest_one_is_known(registries: Registries) -> None:
    assert registries.places.find("古荣镇") == ()
    nearest = registries.places.nearest("古荣镇")
    assert nearest is not None
    assert nearest.id == "guxing"
    assert registries.places.nearest("完全不同的东西") is None


def test_records_keep_the_order_of_their_file() -> None:
    assert [found.id for found in PEOPLE] == ["li-ming", "li-ming-2", "wang-wei"]
    assert len(PEOPLE) == 3
    assert "wang-wei" in PEOPLE
