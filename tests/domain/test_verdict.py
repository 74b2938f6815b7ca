"""How verdicts combine, and which evidence is the weaker."""

from __future__ import annotations

import pytest

from checker.domain.verdict import Evidence, Verdict, best, worst


def test_deny_is_worse_than_review_than_conditional_than_allow() -> None:
    assert sorted(Verdict, key=lambda verdict: verdict.severity) == [Verdict.ALLOW, Verdict.CONDITIONAL, Verdict.REVIEW, Verdict.DENY]


def test_the_worst_and_the_best_of_some_verdicts_are_found() -> None:
    verdicts = [Verdict.CONDITIONAL, Verdict.DENY, Verdict.ALLOW]
    assert worst(verdicts) is Verdict.DENY
    assert best(verdicts) is Verdict.ALLOW


@pytest.mark.parametrize("combine", [worst, best])
def test_no_verdicts_at_all_are_no_verdict(combine: object) -> None:
    with pytest.raises(ValueError, match="empty"):
        combine([])  # type: ignore[operator]


def test_only_allow_and_conditional_let_a_use_go_ahead() -> None:
    assert {verdict for verdict in Verdict if verdict.usable} == {Verdict.ALLOW, Verdict.CONDITIONAL}


def test_a_chain_of_statements_is_as_weak_as_its_weakest() -> None:
    assert Evidence.weakest([Evidence.PRIMARY, Evidence.REPORTED, Evidence.DECLARED]) is Evidence.REPORTED
    assert Evidence.weakest([Evidence.PRIMARY, Evidence.DETECTED, Evidence.DECLARED]) is Evidence.DETECTED
    assert Evidence.weakest([Evidence.PRIMARY]) is Evidence.PRIMARY
