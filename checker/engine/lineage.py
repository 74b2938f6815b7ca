"""The ancestors of a model: which base models bring their terms along, by which path, and where the path breaks off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from checker.domain.model import Model, Relation

_WORDS = {
    Relation.FINETUNE: "fine-tune of",
    Relation.ADAPTER: "adapter for",
    Relation.QUANTIZED: "quantized from",
    Relation.MERGE: "merged from",
    Relation.DISTILLED: "distilled from",
}


@dataclass(frozen=True, slots=True)
class Ancestor:
    """A base model and the way to it."""

    model: Model
    relations: tuple[Relation, ...]
    """From the model down to its parent, and on to this one."""
    path: tuple[str, ...]
    """The same way in words: `fine-tune of meta-llama/Llama-3.1-8B`."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Where the lineage cannot be followed."""

    model: str
    path: tuple[str, ...]
    cycle: bool = False
    why: str = ""
    """What whoever was asked says of it, where a model is not known: lower case, no final period."""


@dataclass(frozen=True, slots=True)
class Lineage:
    """Everything above a model."""

    ancestors: tuple[Ancestor, ...] = ()
    gaps: tuple[Gap, ...] = ()


def trace(model: Model, find: Callable[[str], Model | None], why: Callable[[str], str] = lambda _: "") -> Lineage:
    """The ancestors of `model`, nearest first, each once by its shortest path; `find` looks a model up, `why` says what hinders it."""
    ancestors: list[Ancestor] = []
    gaps: list[Gap] = []
    seen: dict[str, set[tuple[Relation, ...]]] = {}
    waiting: list[tuple[Model, tuple[Relation, ...], tuple[str, ...], frozenset[str]]] = [(model, (), (), frozenset([model.id]))]
    while waiting:
        child, relations, path, line = waiting.pop(0)
        for base in child.bases:
            further = (*relations, base.relation)
            words = (*path, f"{_WORDS[base.relation]} {base.model}")
            parent = find(base.model)
            if parent is None:
                gaps.append(Gap(base.model, words, why=why(base.model)))
            elif parent.id in line:
                gaps.append(Gap(base.model, words, cycle=True))
            elif _is_new(parent.id, further, seen):
                ancestors.append(Ancestor(parent, further, words))
                waiting.append((parent, further, words, line | {parent.id}))
    return Lineage(tuple(ancestors), tuple(gaps))


def _is_new(model: str, relations: tuple[Relation, ...], seen: dict[str, set[tuple[Relation, ...]]]) -> bool:
    """Whether this way to a model can carry terms that no earlier way carried: only the kinds of relation on it matter."""
    kinds = tuple(sorted(set(relations), key=lambda relation: relation.value))
    ways = seen.setdefault(model, set())
    if any(set(way) <= set(kinds) for way in ways):
        return False
    ways.add(kinds)
    return True
