"""Which question comes first, and what hangs on it."""

from __future__ import annotations

from fractions import Fraction

from checker.app.session import Session
from checker.domain.fact import Reading
from checker.domain.open_questions import OpenQuestion
from checker.domain.report import Duty, DutyStatus, Reason, Result
from checker.domain.truth import Truth
from checker.domain.verdict import Verdict
from checker.engine.priorities import needs_evidence, open_questions, settled

KIND, DOMICILE, USERS = "organization.kind", "organization.domicile", "organization.monthly_active_users"


def missing(*names: str, unsettled: str = "", at: str = "", clause: str = "limit") -> Reason:
    readings = tuple(Reading(name, None, at if name == USERS else "", missing=name) for name in names)
    return Reason("example", clause, "2", "prohibits", Truth.UNKNOWN, ("run",), "Ours.", readings, names, unsettled)


def result(model: str, *reasons: Reason, use: str = "use", duties: tuple[Duty, ...] = (), verdict: Verdict = Verdict.REVIEW) -> Result:
    return Result(use, model, "", verdict, reasons=reasons, duties=duties)


def asked(session: Session, *results: Result) -> tuple[OpenQuestion, ...]:
    return open_questions(results, session.library.vocabulary)


class TestOrder:
    def test_what_decides_more_verdicts_by_itself_comes_first(self, session: Session) -> None:
        found = asked(session, result("a", missing(KIND)), result("b", missing(DOMICILE)), result("c", missing(DOMICILE)))
        assert [(q.fact, q.weight) for q in found] == [(DOMICILE, Fraction(2)), (KIND, Fraction(1))]

    def test_a_verdict_that_hangs_on_two_counts_half_for_each(self, session: Session) -> None:
        found = asked(session, result("a", missing(KIND, DOMICILE)), result("b", missing(DOMICILE, USERS)), result("c", missing(USERS)))
        assert found[0].fact == USERS
        assert found[0].weight == Fraction(3, 2)
        assert (found[0].alone, found[0].shared) == ((("use", "c"),), (("use", "b"),))

    def test_what_is_answered_first_no_longer_counts_for_the_next(self, session: Session) -> None:
        found = asked(session, result("a", missing(KIND, DOMICILE)), result("b", missing(KIND)), result("c", missing(USERS)))
        assert [(q.fact, q.weight) for q in found] == [(KIND, Fraction(3, 2)), (DOMICILE, Fraction(1)), (USERS, Fraction(1))]

    def test_a_question_for_counsel_stands_apart_and_counts_as_open(self, session: Session) -> None:
        found = asked(session, result("a", missing(KIND), missing(unsettled="What is commercial?", clause="vague")))
        assert [(q.fact, q.for_counsel, q.alone) for q in found] == [(KIND, False, ()), ("example#vague", True, ())]

    def test_two_months_of_a_figure_are_two_questions(self, session: Session) -> None:
        found = asked(session, result("a", missing(USERS, at="2024-11")), result("b", missing(USERS, at="2025-03")))
        assert [q.name for q in found] == [f"{USERS}.2024-11", f"{USERS}.2025-03"]
        assert "November 2024" in found[0].ask

    def test_a_fact_of_a_use_is_asked_for_each_use(self, session: Session) -> None:
        found = asked(session, result("a", missing("use.production"), use="one"), result("a", missing("use.production"), use="two"))
        assert [q.name for q in found] == ["uses.one.production", "uses.two.production"]

    def test_what_a_model_is_cannot_be_written_as_a_fact(self, session: Session) -> None:
        [question] = asked(session, result("a", missing("model.released")))
        assert (question.can_be_written, question.model) == (False, "a")

    def test_duties_come_last_and_say_so(self, session: Session) -> None:
        duty = Duty("example", "copy", "3", "license-copy", "Ours.", DutyStatus.MAY_APPLY, missing=("use.audience",))
        found = asked(session, result("a", duties=(duty,), verdict=Verdict.CONDITIONAL), result("b", missing(KIND)))
        assert [(q.fact, q.duties) for q in found] == [(KIND, ()), ("use.audience", (("use", "a"),))]

    def test_verdicts_that_are_not_open_ask_nothing(self, session: Session) -> None:
        assert asked(session, result("a", missing(KIND), verdict=Verdict.DENY)) == ()


def test_evidence_is_no_question(session: Session) -> None:
    doubtful = Reason("", "", "", "evidence", Truth.UNKNOWN, (), "Only a report says so.", remedy="read it")
    found = result("a", doubtful, missing(KIND))
    assert needs_evidence(found) == doubtful
    [question] = asked(session, found)
    assert (question.alone, question.shared) == ((), (("use", "a"),)), "an answer alone does not settle it"
    assert needs_evidence(result("a", missing(KIND))) is None


def test_what_an_answer_settled() -> None:
    before = [result("a"), result("b"), result("c", verdict=Verdict.ALLOW)]
    after = [result("a", verdict=Verdict.DENY), result("b"), result("c", verdict=Verdict.ALLOW)]
    assert settled(before, after) == [after[0]]
