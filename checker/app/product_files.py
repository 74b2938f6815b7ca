"""The text files of a repository or product folder, and what of it could not be read."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from checker.errors import InputError, Problem
from checker.textio.plain import MAX_BYTES, decoded

_SKIPPED = frozenset(
    [".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", "venv", ".tox", ".mypy_cache", ".ruff_cache", ".pytest_cache"]
)
"""Folders that hold nothing of the product itself."""
_WEIGHTS = frozenset([".safetensors", ".gguf", ".bin", ".pt", ".pth", ".onnx", ".h5", ".ckpt", ".npz", ".parquet"])
_MARKED_UP = frozenset([".html", ".htm", ".xhtml", ".jsx", ".tsx", ".vue", ".svelte", ".md", ".xml"])
_TAG = re.compile(r"</?[A-Za-z][^<>\n]*>")
MAX_FILES = 20_000


@dataclass(frozen=True, slots=True)
class ProductFile:
    """One file of the folder."""

    shown: str
    """Its path within the folder."""
    path: Path
    text: str

    @property
    def readings(self) -> tuple[str, ...]:
        """The text as it is, and as a reader of the page sees it; both with the same lines."""
        if self.path.suffix.lower() not in _MARKED_UP:
            return (self.text,)
        return self.text, html.unescape(_TAG.sub("", self.text))


@dataclass
class Product:
    """A folder, read once."""

    root: Path
    files: list[ProductFile] = field(default_factory=list)
    not_read: list[tuple[str, str]] = field(default_factory=list)
    """What may hold text and was not read, with the reason; what is plainly no text is not told."""

    @staticmethod
    def read(root: Path) -> Product:
        """Reads all text files of a folder; links are not followed. Raises InputError where there is no folder."""
        if not root.is_dir():
            raise InputError([Problem(str(root), 0, 0, "is no folder" if root.exists() else "no such folder")])
        product = Product(root)
        for path in product._below(root):
            if len(product.files) >= MAX_FILES:
                product.not_read.append((".", f"has more than {MAX_FILES:,} text files; the rest was not read"))
                break
            product._add(path)
        return product

    def _below(self, folder: Path) -> Iterator[Path]:
        try:
            with os.scandir(folder) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self.not_read.append((self._shown(folder), (error.strerror or str(error)).lower()))
            return
        for entry in listed:
            if entry.is_symlink():
                self.not_read.append((self._shown(folder / entry.name), "is a link, and was not followed"))
            elif entry.is_dir():
                if entry.name not in _SKIPPED:
                    yield from self._below(folder / entry.name)
            elif entry.is_file():
                yield folder / entry.name

    def _add(self, path: Path) -> None:
        shown = self._shown(path)
        if path.suffix.lower() in _WEIGHTS:
            return
        try:
            with path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
        except OSError as error:
            self.not_read.append((shown, (error.strerror or str(error)).lower()))
            return
        if b"\0" in data[:4096] and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            return
        if len(data) > MAX_BYTES:
            self.not_read.append((shown, f"has more than {MAX_BYTES:,} bytes"))
            return
        try:
            text, _ = decoded(data, shown)
        except InputError as error:
            self.not_read.append((shown, error.problems[0].message))
            return
        self.files.append(ProductFile(shown, path, text))

    def _shown(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()
