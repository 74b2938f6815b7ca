"""Finds models by the names people write: ids, aliases, with other case."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from checker.domain.compact import packed_by_arguments
from checker.library.catalog import CatalogFile

_QUANTIZED = re.compile(r"-(?:q\d(?:_[01k])?(?:_[sml])?|fp16|bf16)\Z")
"""How the weights of a model of Ollama are stored, at the end of its tag."""


@packed_by_arguments
@dataclass(frozen=True, slots=True)
class Entry:
    """Where a model stands."""

    id: str
    path: str


@dataclass(frozen=True)
class NameIndex:
    """All names of the catalog. A name is matched whole: an unknown `…-8B-Foo` is not the known `…-8B`."""

    by_name: Mapping[str, Entry]
    """Entry by case-folded id or alias."""
    clashes: tuple[tuple[str, str, str], ...]
    """Names that two models of one folder claim: name, first and second id."""
    by_id: Mapping[str, Entry]
    overridden: frozenset[str] = frozenset()
    """Ids of shipped entries that a folder of the user replaces."""

    @staticmethod
    def of(contents: Mapping[str, CatalogFile]) -> NameIndex:
        """The index of some files; a later file's id takes the place of an earlier one's."""
        by_id: dict[str, Entry] = {}
        overridden: set[str] = set()
        clashes = []
        for path, file in contents.items():
            for model_id in file.models:
                known = by_id.get(model_id)
                if known is not None and _folder(known.path) == _folder(path):
                    clashes.append((model_id, model_id, model_id))
                elif known is not None:
                    overridden.add(model_id)
                by_id[model_id] = Entry(model_id, path)
        by_name = {entry.id.casefold(): entry for entry in by_id.values()}
        for entry in by_id.values():
            model = contents[entry.path].models[entry.id]
            for name in (*model.aliases, model.name):
                first = by_name.setdefault(name.casefold(), entry)
                if first.id != entry.id and name in model.aliases:
                    clashes.append((name, first.id, entry.id))
        return NameIndex(by_name, tuple(clashes), by_id, frozenset(overridden))

    def find(self, name: str) -> Entry | None:
        """The model of that name, or None."""
        folded = name.strip().casefold()
        registered = _with_registry(folded)
        known = self.by_id.get(name) or self.by_name.get(folded) or self.by_name.get(registered)
        return known or (self.by_name.get(_at_full_precision(registered)) if registered.startswith("ollama:") else None)

    def entries(self) -> list[Entry]:
        """Every model once."""
        return list(self.by_id.values())

    def nearest(self, name: str, count: int = 3) -> tuple[str, ...]:
        """The ids of models with the most similar names. Looked for once: a repository names an unknown model for many uses."""
        if (name, count) not in self._near:
            self._near[name, count] = self._most_similar(name, count)
        return self._near[name, count]

    @cached_property
    def _near(self) -> dict[tuple[str, int], tuple[str, ...]]:
        return {}

    @cached_property
    def _tails(self) -> dict[str, Entry]:
        """Entry by what follows the publisher in a name."""
        return {known.rsplit("/", 1)[-1]: entry for known, entry in self.by_name.items()}

    def _most_similar(self, name: str, count: int) -> tuple[str, ...]:
        import difflib  # only when something was mistyped

        folded = name.casefold()
        close = difflib.get_close_matches(folded, self.by_name, n=count * 2, cutoff=0.6)
        short = folded.rsplit("/", 1)[-1]
        more = difflib.get_close_matches(short, self._tails, n=count, cutoff=0.75)
        found = [self.by_name[match].id for match in close] + [self._tails[match].id for match in more]
        return tuple(dict.fromkeys(found))[:count]


def _folder(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[0]


def _with_registry(name: str) -> str:
    """The alias behind a name as its own tool writes it: `llama4:scout` is Ollama's, `ai/llama4` is Docker's."""
    if name.startswith("ai/"):
        return f"docker:{name}"
    name = name.removeprefix("registry.ollama.ai/").removeprefix("library/")
    return f"ollama:{name.removesuffix(':latest')}" if "/" not in name else name


def _at_full_precision(name: str) -> str:
    """The tag of Ollama without how the weights are stored, which changes neither the model nor its license: `8b-instruct-q4_K_M`.

    Only of a tag that says more than a size: `6b-q4_0` was another model than `6b` is today.
    """
    stored = _QUANTIZED.sub("", name)
    return stored if stored.count(":") > 1 and "-" in stored.rpartition(":")[2] else name
