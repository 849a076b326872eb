"""Products that were made before, so that a site whose files are gone is there again soon."""

import os
import shutil
from collections.abc import Collection
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

_CHECK = 16
"""Bytes before the product, which tell whether it is whole."""


class Kept:
    """A folder with a folder for each original. What is lost or spoilt costs time, nothing else."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._prefix = f"{folder}{os.sep}"

    def _path(self, original: str, name: str) -> str:
        """Where a product is; put together as text, since search asks for thousands."""
        return f"{self._prefix}{original}{os.sep}{name}"

    def load(self, original: str, name: str) -> bytes | None:
        """The product `name` of `original`, if it was saved and is what was saved."""
        try:
            with open(self._path(original, name), "rb", buffering=0) as file:
                data = file.read()
        except OSError:
            return None
        check, product = data[:_CHECK], data[_CHECK:]
        return product if check == _check(product) else None

    def part(self, original: str, name: str, start: int, end: int) -> bytes:
        """These bytes of a product, as many as are there; whether they are right, the caller has to know."""
        try:
            with open(self._path(original, name), "rb", buffering=0) as file:
                file.seek(_CHECK + start)
                return file.read(end - start)
        except OSError:
            return b""

    def save(self, original: str, name: str, product: bytes) -> None:
        """Keep a product; where that fails (the disk is full), it will be made again."""
        path = Path(self._path(original, name))
        temporary = path.with_name(f"{name}.new")  # one name: what a killed build has left is written over
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                temporary.write_bytes(_check(product) + product)
                temporary.replace(path)
            finally:
                temporary.unlink(missing_ok=True)

    def trim(self, wanted: Collection[str]) -> None:
        """Let go of everything but the products of these originals."""
        with suppress(FileNotFoundError):
            for original in set(os.listdir(self._folder)) - set(wanted):
                shutil.rmtree(self._folder / original, ignore_errors=True)


def _check(product: bytes) -> bytes:
    return blake2b(product, digest_size=_CHECK).digest()
