"""Looks up applications: what each means, and which clauses of which licenses stand for it."""

from __future__ import annotations

from dataclasses import dataclass

from checker.app.session import Session
from checker.domain.vocabulary import Word
from checker.engine.application_use import ANY_RESTRICTED, Standing, standings
from checker.errors import UsageError
from checker.language.lookup import described
from checker.language.typecheck import nearest


@dataclass(frozen=True, slots=True)
class Application:
    """One application of the vocabulary."""

    word: Word
    narrower: tuple[str, ...]
    standings: tuple[Standing, ...]
    """The clauses that name it, or a broader one; not those that name every restricted application."""


@dataclass(frozen=True, slots=True)
class Applications:
    """Applications, and what is said about all restricted ones at once."""

    found: tuple[Application, ...]
    any_restricted: tuple[Standing, ...]


def applications(session: Session, asked: str = "") -> Applications:
    """The application of that id, or those whose name, definition or examples say what is `asked`; all where nothing is asked.

    Raises UsageError where nothing is found.
    """
    vocabulary = session.library.vocabulary
    words = vocabulary.lists["applications"]
    chosen = described(asked, words)
    if not chosen:
        hint = nearest(asked, words) or "`licheck licenses applications` shows them all"
        raise UsageError(f"no application is called, or described as, `{asked}`; {hint}")
    held = standings((session.licenses[license_id] for license_id in sorted(session.library.license_ids)), vocabulary)
    return Applications(
        tuple(Application(word, tuple(sorted(vocabulary.narrower("applications", word.id) - {word.id})), held[word.id]) for word in chosen),
        held[ANY_RESTRICTED],
    )
