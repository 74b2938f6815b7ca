"""Which clauses stand for which application."""

from __future__ import annotations

import pytest

from checker.app.session import Session
from checker.domain.fact import FactDefinition, FactKind
from checker.domain.license import Clause, Effect, License, LicenseKind, Term
from checker.domain.verdict import Evidence
from checker.domain.vocabulary import Group, Vocabulary, Word
from checker.engine.application_use import Stand, standings
from checker.language.parser import parse

VOCABULARY = Vocabulary(
    facts={"use.reviewed": FactDefinition("use.reviewed", FactKind.TRUTH, "human review", "", "")},
    lists={
        "applications": {
            "policing": Word("policing", "policing", restricted=True),
            "forecasts": Word("forecasts", "forecasts", broader="policing", restricted=True),
            "spam": Word("spam", "spam", restricted=True),
            "search": Word("search", "search"),
        }
    },
    groups={"restricted": Group("restricted", "applications", "", frozenset(["policing", "forecasts", "spam"]))},
    duties={}, units={}, windows={}, parties=frozenset(),
)  # fmt: skip


def a_license(when: str, *, effect: Effect = Effect.PROHIBITS, unless: str = "", unsettled: str = "") -> License:
    clause = Clause(
        "c", "1", "No.", effect, frozenset(["run"]),
        when=parse(when) if when else None, unless=parse(unless) if unless else None, unsettled=unsettled,
    )  # fmt: skip
    terms = (Term("mail", "1", parse("use.applications include spam")),)
    return License("x", "X", LicenseKind.LICENSE, "P", Evidence.PRIMARY, (clause,), terms=terms)


def stands(license: License) -> dict[str, tuple[Stand, str]]:
    return {word: (one.stand, one.through) for word, found in standings([license], VOCABULARY).items() for one in found}


def test_a_named_application_is_forbidden() -> None:
    assert stands(a_license("use.applications include spam")) == {"spam": (Stand.FORBIDDEN, "")}


def test_a_narrower_one_is_meant_with_the_broader() -> None:
    assert stands(a_license("use.applications include policing")) == {
        "policing": (Stand.FORBIDDEN, ""),
        "forecasts": (Stand.FORBIDDEN, "policing"),
    }


def test_but_not_the_broader_one_with_the_narrower() -> None:
    assert stands(a_license("use.applications include forecasts")) == {"forecasts": (Stand.FORBIDDEN, "")}


def test_a_term_is_followed() -> None:
    assert stands(a_license("mail and use.audience is consumers")) == {"spam": (Stand.FORBIDDEN, "")}


def test_what_is_only_left_out_does_not_stand() -> None:
    assert stands(a_license("not use.applications include spam and use.applications include search")) == {"search": (Stand.FORBIDDEN, "")}
    assert stands(a_license("not (not mail)")) == {"spam": (Stand.FORBIDDEN, "")}


def test_all_restricted_ones_at_once_stand_by_themselves() -> None:
    assert stands(a_license("use.applications include restricted")) == {"restricted": (Stand.FORBIDDEN, "")}


@pytest.mark.parametrize(
    ("more", "stand"),
    [
        ({"unless": "use.reviewed is true"}, Stand.UNLESS),
        ({"unsettled": "Is it?"}, Stand.OPEN),
        ({"unsettled": "Is it?", "unless": "use.reviewed is true"}, Stand.OPEN),
        ({"effect": Effect.REQUIRES}, Stand.DUTY),
    ],
)
def test_what_the_clause_does(more: dict[str, object], stand: Stand) -> None:
    (found,) = standings([a_license("mail", **more)], VOCABULARY)["spam"]  # type: ignore[arg-type]
    assert found.stand is stand
    assert (found.exception, found.excepting) == (("use.reviewed is true", "human review") if "unless" in more else ("", ""))


def test_a_grant_forbids_nothing() -> None:
    assert stands(a_license("mail", effect=Effect.PERMITS)) == {}


def test_every_restricted_application_is_held_against_somebody(session: Session) -> None:
    vocabulary = session.library.vocabulary
    found = standings(session.licenses.values(), vocabulary)
    for word in vocabulary.lists["applications"].values():
        assert not word.restricted or {one.stand for one in found[word.id]} - {Stand.DUTY}, word.id


def test_each_application_is_defined_and_shown_by_examples(session: Session) -> None:
    for word in session.library.vocabulary.lists["applications"].values():
        assert word.definition.endswith("."), word.id
        assert len(set(word.examples)) >= 2, word.id
