"""Reads a manifest: the models a repository uses, each with the use it serves."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from checker.domain.manifest import Manifest, ManifestEntry
from checker.domain.profile import Use
from checker.domain.vocabulary import Vocabulary
from checker.errors import InputError, Problem
from checker.language.typecheck import nearest
from checker.library.facts import Where
from checker.library.uses import Hub, UseReader
from checker.textio.document import Document

OWN_USE = "written-out"
"""What a use is called that an entry writes out without an id."""
_BESIDES = frozenset(["use", "owner", "note"])
"""Keys of an entry that say nothing about the model itself."""
_PLAIN = _BESIDES | {"model", "revision"}
_OTHERS = {
    "a template": re.compile(rb"^[^#\n]*\{[{%]", re.MULTILINE),
    "a manifest of Kubernetes": re.compile(rb"^apiVersion:", re.MULTILINE),
}
"""What else files of that name are, and how it shows."""
TO_START_FROM = "list the models under `models:`; `licheck scan --write` finds them"


def refuse_others(data: bytes, shown: str) -> None:
    """Raises InputError, with the way out, for a file that has a manifest's name and is another tool's: of Kubernetes, or a template."""
    for kind, pattern in _OTHERS.items():
        found = pattern.search(data)
        if found is not None:
            line = data.count(b"\n", 0, found.start()) + 1
            says = f"has the name of a manifest, and is {kind}"
            raise InputError(
                [Problem(shown, line, 1, says, "name your manifest under `manifest` in the configuration, or exclude this file")]
            )


def check_shape(document: Document, vocabulary: Vocabulary) -> list[Problem]:
    """Every way in which the document does not have the shape of a manifest."""
    if is_plain(document.data):
        return []
    from checker.library.manifest_shape import manifest_shape
    from checker.library.shape import problems_of

    if document.data is None:
        return [document.problem((), "is empty", TO_START_FROM)]
    return problems_of(document, manifest_shape(vocabulary))


def is_plain(data: Any) -> bool:
    """Whether a manifest does no more than name models, as most do.

    Then its shape is right, and need not be held against one: loading what does that would cost more than the rest of the run.
    """
    if not isinstance(data, dict) or not set(data) <= {"use", "models"} or not isinstance(data.get("models"), list):
        return False
    return _is_text(data.get("use", "none")) and all(_is_text(entry) or _is_plain_entry(entry) for entry in data["models"])


def _is_plain_entry(entry: Any) -> bool:
    if not isinstance(entry, dict) or "model" not in entry or not set(entry) <= _PLAIN:
        return False
    return all(_is_text(value) for value in entry.values())


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def build(
    document: Document,
    vocabulary: Vocabulary,
    licenses: frozenset[str],
    hub: Hub = dict,
    *,
    uses: Collection[str] | None = None,
    default: str = "",
    shape_known: bool = False,
) -> Manifest:
    """The manifest of a document. Raises InputError with everything that is wrong in it.

    `uses` are the ids of the profile's uses, in its order; None where no profile is at hand, and then no id is held against it.
    `default` is the use that the configuration names for entries that name none. `shape_known` says that these very bytes passed
    `check_shape` before; then only their meaning is read.
    """
    problems = [] if shape_known else check_shape(document, vocabulary)
    if document.data is None:
        raise InputError(problems)
    builder = _Builder(document, vocabulary, licenses, hub, uses, default)
    if problems:
        # A wrong key hides nothing else: what can be read is read too, so that all problems are told at once.
        with contextlib.suppress(AttributeError, KeyError, TypeError, ValueError, IndexError):
            builder.manifest()
        raise InputError([*problems, *builder.problems])
    manifest = builder.manifest()
    if builder.problems:
        raise InputError(builder.problems)
    return manifest


@dataclass
class _Builder:
    document: Document
    vocabulary: Vocabulary
    licenses: frozenset[str]
    hub: Hub
    uses: Collection[str] | None
    default: str
    seen: dict[tuple[str, str, str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.reader = UseReader(self.document, self.vocabulary, self.licenses, self.hub, "the manifest")

    @property
    def problems(self) -> list[Problem]:
        return self.reader.problems

    def manifest(self) -> Manifest:
        data = self.document.data
        default = self.default
        if isinstance(data.get("use"), str):
            default = data["use"]
            self._check_id(("use",), default)
        entries = tuple(self._entry(("models", index), entry, default) for index, entry in enumerate(data["models"] or ()))
        return Manifest(self.document.path, entries, self.reader.places)

    def _entry(self, where: Where, entry: Any, default: str) -> ManifestEntry:
        stated = entry if isinstance(entry, Mapping) else {}
        request = self.reader.request(where, entry, _BESIDES)
        use, use_id = None, default
        if isinstance(stated.get("use"), Mapping):
            use, use_id = self._written_use((*where, "use"), stated["use"]), ""
        elif isinstance(stated.get("use"), str):
            use_id = stated["use"]
            self._check_id((*where, "use"), use_id)
        elif not default and stated.get("use") is None:
            self._check_none(where, request.name)
        use_place = self.document.place((*where, "use") if "use" in stated else where)
        found = ManifestEntry(request, use_id, use, stated.get("owner") or "", stated.get("note") or "", use_place)
        self._check_new(where, found)
        return found

    def _written_use(self, where: Where, stated: Mapping[str, Any]) -> Use:
        use = self.reader.use(where, stated, OWN_USE)
        if self.uses is not None and use.id in self.uses:
            hint = "name it alone, or give the written-out use another id"
            self.reader.facts.problem((*where, "id"), f"the profile already has a use `{use.id}`", hint)
        return use

    def _check_id(self, where: Where, use_id: str) -> None:
        if self.uses is not None and use_id not in self.uses:
            hint = nearest(use_id, self.uses) or _listing(self.uses)
            self.reader.facts.problem(where, f"the profile has no use `{use_id}`", hint)

    def _check_none(self, where: Where, name: str) -> None:
        """An entry may leave its use out where the profile has only one."""
        if self.uses is not None and len(self.uses) != 1:
            self.reader.facts.problem(where, f"`{name}` does not say which use it serves", f"add `use:`; {_listing(self.uses)}")

    def _check_new(self, where: Where, entry: ManifestEntry) -> None:
        serves = entry.use.id if entry.use is not None else entry.use_id
        key = (entry.request.name.casefold(), entry.request.revision, entry.request.provider.casefold(), serves)
        if key in self.seen:
            hint = f"it is already listed at {self.seen[key]}"
            self.reader.facts.problem(where, f"`{entry.request.name}` is listed twice for the same use", hint)
        self.seen.setdefault(key, entry.request.place)


def _listing(uses: Collection[str]) -> str:
    return f"the profile has {', '.join(f'`{use}`' for use in uses)}" if uses else "the profile states no use"
