"""Which files of a repository speak of its license, by their names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checker.hub.interface import FileKind

_ENDINGS = r"(?:\.(?:txt|md|rst|html?|pdf|docx?|rtf|odt))?\Z"
_NO_TEXT = re.compile(
    r"\.(?:py|ipynb|json|jsonl|ya?ml|toml|sh|c|cc|cpp|h|js|ts|png|jpe?g|gif|svg|webp|csv|parquet|zip|gz|safetensors|bin|pt|pth|ckpt|onnx|gguf|h5)\Z",
    re.IGNORECASE,
)
_KINDS = (
    (
        FileKind.POLICY,
        re.compile(r"(?:.*[_. -])?(?:acceptable[_ -]?)?use[_ -]?(?:based[_ -]?)?(?:policy|restrictions?)" + _ENDINGS, re.IGNORECASE),
    ),
    (FileKind.POLICY, re.compile(r"(?:prohibited[_ -]?use|usage[_ -]?policy|acceptable[_ -]?use).*?" + _ENDINGS, re.IGNORECASE)),
    (FileKind.NOTICE, re.compile(r"(?:.*[_. -])?notices?(?:[_. -].*)?" + _ENDINGS, re.IGNORECASE)),
    (
        FileKind.LICENSE,
        re.compile(
            r"(?:.*[_. -])?(?:licen[cs]es?|licencia|copying|unlicense|eula|terms(?:[_ -]of[_ -]use)?)(?:[_. -].*)?" + _ENDINGS,
            re.IGNORECASE,
        ),
    ),
)
_CODE = re.compile(r"(?<![a-z])(?:(?:source)?codes?|software|3rd|third|datasets?|data)(?![a-z])", re.IGNORECASE)
MOST = 12
"""More license files than any repository of models has; what lies beyond is told, not read."""


def kind_of(path: str) -> FileKind | None:
    """What a file is by its name; None where it does not speak of the license, or lies deeper in the repository."""
    folder, _, name = path.rpartition("/")
    if folder and folder.casefold() not in ("license", "licenses", "legal"):
        return None
    if _NO_TEXT.search(name):
        return None
    if folder:
        return next((kind for kind, pattern in _KINDS if pattern.match(name)), FileKind.LICENSE)
    return next((kind for kind, pattern in _KINDS if pattern.match(name)), None)


def of_code(path: str) -> bool:
    """Whether a file's name says that it licenses the code beside the weights (`LICENSE-CODE`), or parts by others."""
    return _CODE.search(path) is not None


def legal(paths: Iterable[str]) -> list[tuple[str, FileKind]]:
    """The files that speak of the license, sorted."""
    return [(path, kind) for path in sorted(set(paths)) if (kind := kind_of(path)) is not None]
