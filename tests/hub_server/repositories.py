"""A folder of repositories: `OWNER/NAME/…` with the files as they lie on the Hub, and in `hub.yaml` what the Hub itself knows of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha1, sha256
from pathlib import Path
from typing import Any

import yaml

ABOUT = "hub.yaml"
CREATED = "2025-01-18T08:57:28.000Z"


@dataclass(frozen=True)
class File:
    """A file of a repository."""

    data: bytes
    is_large: bool = False
    """Whether it lies in large-file storage, so that the Hub sends the reader there."""

    @property
    def blob(self) -> str:
        """Git's name of what lies in the repository: the content, or the pointer to large-file storage."""
        held = self.pointer if self.is_large else self.data
        return sha1(b"blob %d\0" % len(held) + held, usedforsecurity=False).hexdigest()

    @property
    def sha256(self) -> str:
        """The name of a large file."""
        return sha256(self.data).hexdigest()

    @property
    def pointer(self) -> bytes:
        """What stands for a large file in the repository."""
        return f"version https://git-lfs.github.com/spec/v1\noid sha256:{self.sha256}\nsize {len(self.data)}\n".encode()


@dataclass(frozen=True)
class Repository:
    """A model as the Hub holds it."""

    id: str
    files: Mapping[str, File] = field(default_factory=dict)
    gated: str = ""
    private: bool = False
    created: str = CREATED
    old_names: tuple[str, ...] = ()
    branches: tuple[str, ...] = ("main",)
    pipeline: str = ""
    library: str = ""
    config: Mapping[str, Any] = field(default_factory=dict)
    more_tags: tuple[str, ...] = ()
    relation_known: bool = True
    """Whether the Hub's tags state the relation to a base, as they do where it could find out."""

    @property
    def commit(self) -> str:
        """A commit: another one for other content."""
        named = "".join(f"{path} {file.blob}\n" for path, file in sorted(self.files.items()))
        return sha1(named.encode(), usedforsecurity=False).hexdigest()

    def knows(self, revision: str) -> bool:
        """Whether a branch or commit is there; old commits are not kept."""
        return revision in (*self.branches, self.commit)

    @property
    def card(self) -> dict[str, Any] | None:
        """The head of the model card; None where there is no README."""
        readme = self.files.get("README.md")
        if readme is None:
            return None
        parts = readme.data.decode().split("---\n")
        held = yaml.safe_load(parts[1]) if len(parts) > 2 and not parts[0].strip() else None
        return held if isinstance(held, dict) else {}

    @property
    def tags(self) -> list[str]:
        """The tags that the Hub computes from the card."""
        card = self.card or {}
        licenses = card["license"] if isinstance(card.get("license"), list) else [card["license"]] if card.get("license") else []
        bases = card["base_model"] if isinstance(card.get("base_model"), list) else [card["base_model"]] if card.get("base_model") else []
        relation = card.get("base_model_relation") or "finetune"
        named = [
            tag for base in bases for tag in (f"base_model:{base}", *([f"base_model:{relation}:{base}"] if self.relation_known else []))
        ]
        return [*self.more_tags, *card.get("tags", []), *named, *(f"license:{name}" for name in licenses), "region:us"]

    def info(self, *, blobs: bool) -> dict[str, Any]:
        """What `/api/models/ID` answers."""
        siblings = []
        for path, file in sorted(self.files.items()):
            sibling: dict[str, Any] = {"rfilename": path}
            if blobs:
                sibling |= {"size": len(file.data), "blobId": file.blob}
                if file.is_large:
                    sibling["lfs"] = {"sha256": file.sha256, "size": len(file.data), "pointerSize": len(file.pointer)}
            siblings.append(sibling)
        told: dict[str, Any] = {
            "id": self.id,
            "modelId": self.id,
            "author": self.id.partition("/")[0],
            "sha": self.commit,
            "createdAt": self.created,
            "lastModified": self.created,
            "private": self.private,
            "gated": self.gated or False,
            "disabled": False,
            "downloads": 0,
            "likes": 0,
            "tags": self.tags,
            "config": dict(self.config),
            "siblings": siblings,
            "spaces": [],
        }
        optional = {"pipeline_tag": self.pipeline, "library_name": self.library, "cardData": self.card}
        return told | {key: value for key, value in optional.items() if value is not None and value != ""}

    def tree(self, folder: str, *, recursive: bool) -> Iterator[dict[str, Any]]:
        """What `/api/models/ID/tree/REVISION` answers."""
        below = f"{folder}/" if folder else ""
        seen: set[str] = set()
        for path, file in sorted(self.files.items()):
            if not path.startswith(below):
                continue
            first, mark, _ = path.removeprefix(below).partition("/")
            if mark and below + first not in seen:
                seen.add(below + first)
                yield {
                    "type": "directory",
                    "oid": sha1(first.encode(), usedforsecurity=False).hexdigest(),
                    "size": 0,
                    "path": below + first,
                }
            if not mark or recursive:
                entry: dict[str, Any] = {"type": "file", "oid": file.blob, "size": len(file.data), "path": path}
                if file.is_large:
                    entry["lfs"] = {"oid": file.sha256, "size": len(file.data), "pointerSize": len(file.pointer)}
                yield entry


def read_folder(folder: Path) -> list[Repository]:
    """The repositories of a folder."""
    return [read_repository(path, f"{path.parent.name}/{path.name}") for path in sorted(folder.glob("*/*")) if path.is_dir()]


def read_repository(path: Path, name: str) -> Repository:
    """The repository in one folder."""
    about: dict[str, Any] = (yaml.safe_load((path / ABOUT).read_text(encoding="utf-8")) or {}) if (path / ABOUT).is_file() else {}
    large = set(about.pop("large", []))
    copies: dict[str, str] = about.pop("copies", {})
    changes: dict[str, dict[str, str]] = about.pop("changes", {})
    found = {file.relative_to(path).as_posix(): file for file in sorted(path.rglob("*")) if file.is_file() and file != path / ABOUT}
    found |= {name: path / source for name, source in copies.items()}
    files = {name: File(_changed(file.read_bytes(), changes.get(name, {})), name in large) for name, file in found.items()}
    given = {key: tuple(value) if isinstance(value, list) else value for key, value in about.items()}
    return Repository(name, files, **given)


def _changed(data: bytes, changes: Mapping[str, str]) -> bytes:
    for there, here in changes.items():
        if there.encode() not in data:
            raise ValueError(f"`{there}` is not in the file")
        data = data.replace(there.encode(), here.encode())
    return data
