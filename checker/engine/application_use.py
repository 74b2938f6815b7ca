"""What the encodings say about each application: which clause of which license forbids it, or asks something of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from checker.domain.condition import Comparison, Condition, Negation, Reference
from checker.domain.license import Clause, Effect, License
from checker.domain.vocabulary import Vocabulary
from checker.language.printer import to_text

FACT = "use.applications"
ANY_RESTRICTED = "restricted"
"""The group of all applications that some license restricts."""
_TRUE = re.compile(r"([a-z_.]+) is true")


class Stand(Enum):
    """How a clause stands to an application."""

    FORBIDDEN = "forbidden"
    UNLESS = "forbidden unless"
    """Forbidden, save where the exception of the clause holds."""
    OPEN = "open"
    """A reading is open: counsel has to say whether the clause covers it."""
    DUTY = "duty"


@dataclass(frozen=True, slots=True)
class Standing:
    """One clause that names an application."""

    license: str
    clause: str
    section: str
    stand: Stand
    says: str
    exception: str = ""
    """The `unless` of the clause, as it is written."""
    excepting: str = ""
    """The same, with the labels of the facts."""
    through: str = ""
    """The broader application, or the group, that the clause names."""


def standings(licenses: Iterable[License], vocabulary: Vocabulary) -> Mapping[str, tuple[Standing, ...]]:
    """What stands for each application, in the order of the licenses and of their clauses; under `restricted` what names them all at once.

    A clause whose condition only leaves an application out is none that stands for it.
    """
    found: dict[str, list[Standing]] = {word: [] for word in (*vocabulary.lists["applications"], ANY_RESTRICTED)}
    for license in licenses:
        terms = {term.id: term.means for term in license.terms}
        for clause in license.clauses:
            for named in dict.fromkeys(_named(clause.when, terms) if clause.effect is not Effect.PERMITS else ()):
                words = (named,) if named == ANY_RESTRICTED else vocabulary.expand("applications", [named])
                for word in sorted(kind for one in words for kind in vocabulary.narrower("applications", one)):
                    found.setdefault(word, []).append(_standing(license.id, clause, "" if word == named else named, vocabulary))
    return {word: tuple(held) for word, held in found.items()}


def _standing(license_id: str, clause: Clause, through: str, vocabulary: Vocabulary) -> Standing:
    exception = to_text(clause.unless) if clause.unless is not None else ""
    excepting = _TRUE.sub(lambda held: vocabulary.facts[held.group(1)].label, exception)
    if clause.effect is Effect.REQUIRES:
        stand = Stand.DUTY
    elif clause.unsettled:
        stand = Stand.OPEN
    else:
        stand = Stand.UNLESS if exception else Stand.FORBIDDEN
    return Standing(license_id, clause.id, clause.section, stand, clause.says, exception, excepting, through)


def _named(condition: Condition | None, terms: Mapping[str, Condition], *, denied: bool = False) -> Iterator[str]:
    """The applications, and groups of them, whose presence a condition asks for."""
    if condition is None:
        return
    if isinstance(condition, Comparison):
        if condition.name == FACT and not denied:
            yield from condition.operands
    elif isinstance(condition, Reference):
        yield from _named(terms.get(condition.name), terms, denied=denied)
    elif isinstance(condition, Negation):
        yield from _named(condition.part, terms, denied=not denied)
    else:
        for part in condition.parts:
            yield from _named(part, terms, denied=denied)
