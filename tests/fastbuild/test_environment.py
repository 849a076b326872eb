"""What every page depends on."""

from importlib import metadata

import pytest

from plugins.fastbuild.environment import version


@pytest.mark.parametrize(
    "package", ["comrak", "markdown", "nh3", "opencc", "pelican", "pydantic-core", "pyyaml"]
)
def test_the_version_of_a_package_is_the_one_that_it_says(package: str) -> None:
    assert version(package) == metadata.version(package)


def test_what_is_not_installed_has_no_version() -> None:
    with pytest.raises(metadata.PackageNotFoundError):
        version("no-such-package")
