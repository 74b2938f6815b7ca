"""Reads what the Hub's API says of a model; what is not shaped as the Hub's answers are is refused, not guessed at."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from checker.hub.card import bases_of_config, bases_of_tags, card_of, joined, stated_or_loaded
from checker.hub.interface import HubRecord, is_model_id

_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?\Z")
_GIT_BLOB = re.compile(r"[0-9a-f]{40}\Z")
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_MOST_FILES = 100_000


@dataclass(frozen=True, slots=True)
class Listed:
    """A file as the listing of a repository has it."""

    path: str
    size: int | None = None
    blob: str = ""
    """Git's name of its content."""
    sha256: str = ""
    """Of a file in large-file storage."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the API says of one model."""

    record: HubRecord
    files: tuple[Listed, ...]


def read_answer(data: bytes, asked: str, renamed: bool) -> Answer:
    """The answer of `/api/models/…`; `renamed` where the Hub sent on to another name. Raises ValueError where it cannot be one."""
    try:
        held = json.loads(data)
    except (ValueError, RecursionError):
        raise ValueError("the answer is not JSON") from None
    model, commit = (held.get("id") or held.get("modelId"), held.get("sha")) if isinstance(held, dict) else (None, None)
    if not isinstance(model, str) or not is_model_id(model):
        raise ValueError(f"the answer names no model, where `{asked}` was asked for")
    if model.casefold() != asked.casefold() and not renamed:
        raise ValueError(f"the answer is about `{model}`, where `{asked}` was asked for")
    if not isinstance(commit, str) or not _COMMIT.match(commit):
        raise ValueError("the answer names no commit")
    return Answer(_record(held, model, commit), _files(held.get("siblings")))


def _record(held: Mapping[str, Any], model: str, commit: str) -> HubRecord:
    card_data = held.get("cardData")
    card = card_of(card_data if isinstance(card_data, dict) else {})
    tags = tuple(tag for tag in held.get("tags") or () if isinstance(tag, str)) if isinstance(held.get("tags"), list) else ()
    tagged = [tag.removeprefix("license:") for tag in tags if tag.startswith("license:")]
    config = held.get("config")
    stated = joined(bases_of_tags(tags), card.bases)
    gated = held.get("gated")
    return HubRecord(
        id=model,
        commit=commit,
        license_tags=tuple(dict.fromkeys([*card.license_tags, *(tag.casefold() for tag in tagged)])),
        license_name=card.license_name,
        license_link=card.license_link,
        gated=gated if isinstance(gated, str) and gated in ("auto", "manual") else "manual" if gated else "",
        eu_refused=card.eu_refused,
        bases=stated_or_loaded(stated, bases_of_config(config if isinstance(config, dict) else {}, model)),
        created=_day(held.get("createdAt")),
        pipeline=_text(held.get("pipeline_tag")) or card.pipeline,
        library=_text(held.get("library_name")) or card.library,
        tags=tuple(dict.fromkeys([*tags, *card.tags])),
        card=isinstance(card_data, dict),
    )


def _files(siblings: Any) -> tuple[Listed, ...]:
    if not isinstance(siblings, list) or len(siblings) > _MOST_FILES:
        raise ValueError("the answer lists no files")
    found = []
    for entry in siblings:
        path = entry.get("rfilename") if isinstance(entry, dict) else None
        if not isinstance(path, str) or ".." in path.split("/") or path.startswith("/"):
            raise ValueError("the answer lists a file without a path")
        size, blob, lfs = entry.get("size"), entry.get("blobId"), entry.get("lfs")
        sha256 = lfs.get("sha256") if isinstance(lfs, dict) else None
        found.append(
            Listed(
                path,
                size if isinstance(size, int) and not isinstance(size, bool) else None,
                blob if isinstance(blob, str) and _GIT_BLOB.match(blob) and not isinstance(lfs, dict) else "",
                sha256 if isinstance(sha256, str) and _SHA256.match(sha256) else "",
            )
        )
    return tuple(found)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
