"""A sweep tells of every amount what judging that amount tells; between the points where it says that a verdict flips, none does."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.app.session import Session
from checker.app.settings import named
from checker.app.what_if import sweep
from checker.domain.fact import FactValue, Figures
from checker.domain.profile import ModelRequest, Profile
from checker.domain.quantity import Quantity
from checker.domain.verdict import Verdict
from checker.domain.what_if import Region

DAY = date(2026, 11, 22)
MODELS = (
    "meta-llama/Llama-3.3-70B-Instruct",  # a month before the release
    "IndexTeam/IndexTTS-2",  # users or revenue, in dollars and yuan
    "stabilityai/stable-diffusion-3.5-large",  # any twelve months
    "Lightricks/LTX-2.3",  # at least
    "Lightricks/LTX-Video",  # the licensee alone
    "mistralai/Mistral-Medium-3.5-128B",  # a month's revenue, bounded by the year's
    "moonshotai/Kimi-K2-Instruct",  # a product's figures, bounded by the organization's
    "Qwen/Qwen2.5-72B-Instruct",
    "baichuan-inc/Baichuan2-13B-Chat",  # daily users, bounded by monthly ones
    "mistralai/Mistral-7B-Instruct-v0.3",  # no figure at all
)
COUNTS = ("organization.monthly_active_users", "organization.daily_active_users", "use.product_monthly_active_users")
MONEY = ("organization.annual_revenue", "organization.monthly_revenue", "use.product_monthly_revenue", "use.product_annual_revenue")
LIMITS = (0, 200_000, 10**6, 2 * 10**6, 10**7, 2 * 10**7, 3 * 10**7, 5 * 10**7, 10**8, 3 * 10**8, 7 * 10**8, 14 * 10**7, 10**9)

amounts = st.one_of(
    st.builds(lambda limit, step: max(0, limit + step), st.sampled_from(LIMITS), st.sampled_from([-1, 0, 1])), st.integers(0, 2 * 10**9)
)


def profile_of(session: Session, stated: dict[str, str], purpose: str, counted: str) -> Profile:
    own = "".join(f"  {name.partition('.')[2]}: {text}\n" for name, text in stated.items() if name.startswith("organization."))
    use = "".join(f"  {name.partition('.')[2]}: {text}\n" for name, text in stated.items() if name.startswith("use."))
    text = (
        f"organization:\n  name: N\n  kind: company\n  figures_count: {counted}\n{own}"
        f"exchange_rates: {{EUR: 1.25, CNY: 0.125}}\n"
        f"use:\n  purpose: {purpose}\n  acts: [run, serve]\n  applications: []\n  audience: consumers\n  obtained: weights\n{use}"
        f"models: [{', '.join(MODELS)}]\n"
    )
    return session.library.profile_of(text.encode(), "p.yaml")


def counts(session: Session, profile: Profile) -> dict[Verdict, int]:
    report = session.evaluate(profile, as_of=DAY)
    return {verdict: report.count(verdict) for verdict in Verdict}


def holds(region: Region, amount: int) -> bool:
    stretch = region.stretch
    if stretch is None:
        return False
    return stretch.within(Quantity.exactly(amount, stretch.currency)).exact == Decimal(amount)


@settings(max_examples=60)
@given(st.sampled_from([*COUNTS, *MONEY]), st.data())
def test_every_amount_lies_in_one_stretch_that_says_what_it_comes_to(session: Session, fact: str, data: st.DataObject) -> None:
    others = data.draw(st.lists(st.sampled_from([name for name in (*COUNTS, *MONEY) if name != fact]), max_size=2, unique=True))
    stated = {name: f"{data.draw(amounts)}{'' if name in COUNTS else data.draw(st.sampled_from([' USD', ' EUR']))}" for name in others}
    profile = profile_of(
        session, stated, data.draw(st.sampled_from(["commercial", "research"])), data.draw(st.sampled_from(["group", "licensee"]))
    )
    meant = named(fact, profile, session.library.vocabulary)
    found = sweep(session, profile, None, meant, as_of=DAY)
    amount = data.draw(amounts)
    [region] = [region for region in found.regions if holds(region, amount)]
    figure = Figures(Quantity.exactly(amount, "" if fact in COUNTS else "USD"))
    assert region.counts == counts(session, meant.changed(profile, lambda _: figure))
    [without] = [region for region in found.regions if region.values]
    assert without.counts == counts(session, meant.changed(profile, lambda _: None))


@given(st.sampled_from([*COUNTS, *MONEY]))
def test_neighbouring_stretches_touch_and_differ(session: Session, fact: str) -> None:
    profile = profile_of(session, {}, "commercial", "group")
    found = sweep(session, profile, None, named(fact, profile, session.library.vocabulary), as_of=DAY)
    stretches = [region for region in found.regions if region.stretch is not None]
    for before, after in pairwise(stretches):
        assert before.stretch is not None
        assert after.stretch is not None
        assert before.stretch.upper == after.stretch.lower
        assert before.stretch.upper_open != after.stretch.lower_open
        assert after.changed
        assert all(change.before is not change.after for change in after.changed)


CHOICES = ("use.purpose", "use.obtained", "use.audience", "organization.kind", "use.production", "use.applications", "use.acts",
           "organization.industries", "organization.businesses")  # fmt: skip


@settings(max_examples=60)
@given(st.sampled_from(CHOICES), st.data())
def test_every_value_comes_out_as_its_row_says(session: Session, fact: str, data: st.DataObject) -> None:
    vocabulary = session.library.vocabulary
    profile = profile_of(session, {}, data.draw(st.sampled_from(["commercial", "research"])), "group")
    meant = named(fact, profile, vocabulary)
    found = sweep(session, profile, None, meant, as_of=DAY)
    word = data.draw(st.sampled_from([word for region in found.regions for word in region.values]))
    [region] = [region for region in found.regions if word in region.values]

    def change(own: FactValue | None) -> FactValue | None:
        held = own if isinstance(own, frozenset) else frozenset()
        if word.startswith(("with ", "without ")):
            verb, _, name = word.partition(" ")
            return held | {name} if verb == "with" else held - {name}
        named_so = {"as it is": own, "not stated": None, "none": frozenset(), "yes": True, "no": False}
        return named_so.get(word, word)

    assert region.counts == counts(session, meant.changed(profile, change))


@settings(max_examples=30)
@given(st.data())
def test_every_country_comes_out_as_its_row_says(session: Session, data: st.DataObject) -> None:
    profile = profile_of(session, {}, "commercial", "group")
    meant = named("organization.domicile", profile, session.library.vocabulary)
    models = {"use": [ModelRequest("meta-llama/Llama-4-Scout-17B-16E-Instruct"), ModelRequest("tencent/Hunyuan-A13B-Instruct")]}
    found = sweep(session, profile, models, meant, as_of=DAY)
    code = data.draw(st.sampled_from(sorted(session.library.vocabulary.lists["countries"])))
    report = session.evaluate(meant.changed(profile, lambda _: code), models, as_of=DAY)
    expected = {verdict: report.count(verdict) for verdict in Verdict}
    union = session.library.vocabulary.groups["european-union"].members
    label = "in the European Union" if code in union else "outside the European Union"
    rows = [region for region in found.regions if label in region.values]
    assert [row.counts for row in rows] in ([expected], []), "where the rows are cut otherwise, they name the countries"
    assert expected in [region.counts for region in found.regions]
