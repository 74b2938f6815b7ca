"""Where two licenses part: the smallest case, found by going through all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

from checker.domain.difference import ChangeKind, Witness
from checker.domain.fact import FactValue
from checker.domain.license import License
from checker.domain.verdict import Verdict
from checker.engine.case import Case
from checker.engine.difference import clause_changes, never_matter
from checker.engine.strictness import AllTerms, AnyTerms, OneLicense, Terms
from checker.engine.witness import Duel, Found, settle

from .tiny import PER_MONTH, TODAY, Desk, context, figures, license, permits, prohibits, requires, value

ALLOW, CONDITIONAL, REVIEW, DENY = Verdict.ALLOW, Verdict.CONDITIONAL, Verdict.REVIEW, Verdict.DENY
CEILING = value("ceiling", "700 million", event="license.released", window="the calendar month before", day=date(2025, 4, 5))
TODAYS_CEILING = value("ceiling", "700 million")
LARGE = "organization.monthly_active_users is more than ceiling"


def one(desk: Desk, text: License) -> OneLicense:
    return OneLicense(desk.rulebook(text))


def stricter(desk: Desk, before: Terms, after: Terms) -> Found:
    return Duel(before, after, desk.vocabulary, context()).witnesses(before, after)


def steps(found: Found) -> list[tuple[Verdict, Verdict]]:
    return [(witness.before, witness.after) for witness in found.witnesses]


def told(witness: Witness) -> dict[str, FactValue]:
    return dict(witness.facts)


def test_a_new_limit_is_shown_by_the_least_that_it_takes(desk: Desk) -> None:
    free = one(desk, license("free", permits()))
    limited = one(desk, license("limited", permits(), prohibits("serve", when=LARGE), values=[TODAYS_CEILING]))
    [witness] = stricter(desk, free, limited).witnesses
    assert (witness.before, witness.after) == (ALLOW, DENY)
    assert told(witness) == {"organization.monthly_active_users": figures("700,000,001"), "use.acts": frozenset(["serve"])}
    assert [clause.clause for clause in witness.because] == ["limit"]
    assert stricter(desk, limited, free) == Found((), complete=True)


def test_more_than_and_at_least_part_exactly_at_the_limit(desk: Desk) -> None:
    more = one(desk, license("more", permits(), prohibits(when=LARGE), values=[TODAYS_CEILING]))
    least = one(desk, license("least", permits(), prohibits(when=LARGE.replace("more than", "at least")), values=[TODAYS_CEILING]))
    [witness] = stricter(desk, more, least).witnesses
    assert told(witness)["organization.monthly_active_users"] == figures("700 million")
    assert stricter(desk, least, more).witnesses == ()


def test_the_same_limit_looked_at_in_another_month_is_a_difference(desk: Desk) -> None:
    past = one(desk, license("past", permits(), prohibits(when=LARGE), values=[CEILING]))
    today = one(desk, license("today", permits(), prohibits(when=LARGE), values=[TODAYS_CEILING]))
    [witness] = stricter(desk, past, today).witnesses
    assert told(witness)["organization.monthly_active_users"] == figures({"2025-03": "700 million", "2026-10": "700,000,001"})


def test_a_product_is_never_larger_than_its_organization(desk: Desk) -> None:
    by_product = prohibits(when="use.product_monthly_active_users is more than small")
    by_organization = prohibits(when="organization.monthly_active_users is more than ceiling")
    small = value("small", "100 million", counting=("product",))
    product = one(desk, license("product", permits(), by_product, values=[small]))
    whole = one(desk, license("whole", permits(), by_organization, values=[TODAYS_CEILING]))
    [witness] = stricter(desk, whole, product).witnesses
    assert (witness.before, witness.after) == (ALLOW, DENY)
    large = one(desk, license("large", permits(), by_product, values=[value("small", "700 million", counting=("product",))]))
    assert stricter(desk, whole, large).witnesses == (), "a product of that size makes the organization as large"


def test_each_step_of_severity_has_a_witness_of_its_own(desk: Desk) -> None:
    free = one(desk, license("free", permits()))
    much = license(
        "much",
        permits(),
        prohibits("host", name="no-hosting"),
        prohibits("modify", name="unclear", unsettled="May it be changed?"),
        requires("license-copy", "distribute"),
    )
    assert steps(stricter(desk, free, one(desk, much))) == [(ALLOW, DENY), (ALLOW, REVIEW), (ALLOW, CONDITIONAL)]


def test_what_nothing_grants_is_a_limit_too(desk: Desk) -> None:
    free = one(desk, license("free", permits()))
    narrow = one(desk, license("narrow", permits(when="use.purpose is research")))
    [witness] = stricter(desk, free, narrow).witnesses
    assert told(witness)["use.purpose"] == "commercial"


def test_a_review_for_want_of_facts_is_no_difference(desk: Desk) -> None:
    free = one(desk, license("free", permits()))
    asks = one(desk, license("asks", permits(), prohibits(when="use.production is true")))
    assert steps(stricter(desk, free, asks)) == [(ALLOW, DENY)]


def test_broader_words_are_told_apart_from_narrower_ones(desk: Desk) -> None:
    broad = one(desk, license("broad", permits(), prohibits(when="use.applications include law-enforcement")))
    narrow = one(desk, license("narrow", permits(), prohibits(when="use.applications include predictive-policing")))
    assert stricter(desk, broad, narrow).witnesses == ()
    assert (REVIEW, DENY) in steps(stricter(desk, narrow, broad))


def test_all_terms_bind_and_any_may_be_chosen(desk: Desk) -> None:
    free = one(desk, license("free", permits()))
    limited = one(desk, license("limited", permits(), prohibits(when="use.purpose is commercial")))
    assert steps(stricter(desk, free, AllTerms((free, limited)))) == [(ALLOW, DENY)]
    assert stricter(desk, free, AnyTerms((free, limited))).witnesses == ()


def test_facts_of_the_model_are_the_same_in_every_case(desk: Desk) -> None:
    text = license("seeing", permits(), prohibits(when="model.inputs include image"))
    rulebook = desk.rulebook(text)
    free = one(desk, license("free", permits()))
    words = OneLicense(rulebook, {"model.inputs": frozenset(["text"])})
    pictures = OneLicense(rulebook, {"model.inputs": frozenset(["text", "image"])})
    assert stricter(desk, free, words).witnesses == ()
    assert steps(stricter(desk, words, pictures)) == [(ALLOW, DENY)]


def test_a_money_limit_is_in_the_currency_of_the_license(desk: Desk) -> None:
    free = one(desk, license("free", permits()))
    limit = value("limit", "20 million", PER_MONTH, counting=("product",))
    paid = one(desk, license("paid", permits(), prohibits(when="use.product_monthly_revenue is more than limit"), values=[limit]))
    [witness] = stricter(desk, free, paid).witnesses
    assert told(witness)["use.product_monthly_revenue"] == figures("20,000,001 USD")


class TestClauses:
    def changes(self, desk: Desk, before: License, after: License) -> dict[str, ChangeKind]:
        found = clause_changes(one(desk, before), one(desk, after), desk.vocabulary, context())
        return {(change.after or change.before).clause: change.kind for change in found}  # type: ignore[union-attr]

    def test_every_clause_is_told_once(self, desk: Desk) -> None:
        before = license(
            "before",
            permits(),
            prohibits(name="gone", when="use.purpose is personal"),
            prohibits(name="wider", when="use.applications include weapons"),
            prohibits("serve", "host", name="narrower"),
            requires("license-copy", name="copy", section="2"),
            requires("name-prefix", name="name", prefix="Old"),
        )
        after = license(
            "after",
            permits(),
            prohibits(name="new", when="use.production is true"),
            prohibits(name="wider", when="use.applications include (weapons, military)"),
            prohibits("host", name="narrower"),
            requires("license-copy", name="copy", section="3"),
            requires("name-prefix", name="name", prefix="New"),
        )
        assert self.changes(desk, before, after) == {
            "grant": ChangeKind.SAME,
            "gone": ChangeKind.DROPPED,
            "new": ChangeKind.ADDED,
            "wider": ChangeKind.TIGHTENED,
            "narrower": ChangeKind.LOOSENED,
            "copy": ChangeKind.MOVED,
            "name": ChangeKind.CHANGED,
        }

    def test_a_grant_that_reaches_less_far_is_tighter(self, desk: Desk) -> None:
        wide, narrow = license("wide", permits()), license("narrow", permits(when="use.purpose is research"))
        assert self.changes(desk, wide, narrow) == {"grant": ChangeKind.TIGHTENED}
        assert self.changes(desk, narrow, wide) == {"grant": ChangeKind.LOOSENED}

    def test_the_numbers_that_differ_are_told(self, desk: Desk) -> None:
        texts = [
            license(amount, permits(), prohibits(when=LARGE), values=[value("ceiling", f"{amount} million")]) for amount in ("600", "700")
        ]
        [(before, after)] = pairwise(texts)
        [change] = [
            change
            for change in clause_changes(one(desk, before), one(desk, after), desk.vocabulary, context())
            if change.kind is not ChangeKind.SAME
        ]
        assert change.kind is ChangeKind.LOOSENED
        assert any(detail.startswith("before: 600 million") for detail in change.details)
        assert any(detail.startswith("now: 700 million") for detail in change.details)


class TestNeverMatters:
    def dead(self, desk: Desk, *clauses: object, **more: object) -> dict[str, str]:
        text = license("text", permits(), *clauses, **more)  # type: ignore[arg-type]
        return {found.clause: found.covered_by for found in never_matter(one(desk, text), desk.vocabulary, context())}

    def test_a_condition_that_no_case_meets(self, desk: Desk) -> None:
        impossible = prohibits(name="impossible", when="use.purpose is research and use.purpose is commercial")
        assert self.dead(desk, impossible) == {"impossible": ""}

    def test_a_prohibition_within_another(self, desk: Desk) -> None:
        wide = prohibits(name="wide", when="use.applications include (weapons, military)")
        narrow = prohibits("host", name="narrow", when="use.applications include weapons")
        assert self.dead(desk, wide, narrow) == {"narrow": "text#wide"}

    def test_of_two_that_say_the_same_one_is_told(self, desk: Desk) -> None:
        twice = [prohibits(name=name, when="use.purpose is personal") for name in ("first", "second")]
        assert list(self.dead(desk, *twice)) == ["second"]

    def test_what_an_agreement_lifts_covers_nothing(self, desk: Desk) -> None:
        lifted = prohibits(name="lifted", when="use.purpose is personal", lifted_by="license")
        narrow = prohibits("host", name="narrow", when="use.purpose is personal")
        assert self.dead(desk, lifted, narrow) == {}


def test_terms_settle_as_the_worst_of_all_and_the_best_of_any(desk: Desk) -> None:
    free = one(desk, license("free", permits()))
    none = one(desk, license("none", prohibits()))
    case = Case({"use.acts": frozenset(["run"])}, context(TODAY))
    assert settle(AllTerms((free, none)), case).verdict is DENY
    assert settle(AnyTerms((free, none)), case).verdict is ALLOW


class TestCurrencies:
    def terms(self, desk: Desk) -> tuple[OneLicense, OneLicense]:
        dollars = value("limit", "1 million", "money-a-year", counting=("licensee", "affiliates"))
        assert dollars.amount is not None
        euros = replace(dollars, amount=replace(dollars.amount, currency="EUR"))
        when = "organization.annual_revenue is more than limit"
        texts = [license(name, permits(), prohibits(when=when), values=[amount]) for name, amount in (("usd", dollars), ("eur", euros))]
        return one(desk, texts[0]), one(desk, texts[1])

    def test_without_a_rate_nothing_is_claimed(self, desk: Desk) -> None:
        dollars, euros = self.terms(desk)
        duel = Duel(dollars, euros, desk.vocabulary, context())
        assert not duel.witnesses(dollars, euros).complete
        assert duel.unrated == ["EUR"]

    def test_with_a_rate_the_dearer_currency_has_the_higher_limit(self, desk: Desk) -> None:
        dollars, euros = self.terms(desk)
        duel = Duel(dollars, euros, desk.vocabulary, context(rates={"EUR": "2"}))
        assert duel.witnesses(dollars, euros) == Found((), complete=True)
        assert steps(duel.witnesses(euros, dollars)) == [(ALLOW, DENY)]
