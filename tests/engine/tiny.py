"""Licenses, models and cases of a line or two each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from checker.domain.condition import Condition
from checker.domain.decided import Decided
from checker.domain.decision import Decision
from checker.domain.fact import FactValue, Figures
from checker.domain.license import Clause, Effect, License, LicenseKind, Measured, Term, Value
from checker.domain.model import Base, Expression, LicenseRef, Model, Relation, Source, Statement
from checker.domain.profile import Agreement, Profile, Use
from checker.domain.quantity import Quantity
from checker.domain.report import Result
from checker.domain.settlement import Settlement
from checker.domain.verdict import Evidence
from checker.domain.vocabulary import Vocabulary
from checker.engine.case import Case, Context
from checker.engine.decide import Decision as LicenseDecision
from checker.engine.decide import decide
from checker.engine.judge import Judgment, judge
from checker.engine.lineage import trace
from checker.engine.rulebook import Outcome, Rulebook, Rulebooks
from checker.engine.standing import Circumstances
from checker.engine.statements import Bench
from checker.engine.waive import waive
from checker.language.amounts import parse_quantity
from checker.language.parser import parse

TODAY = date(2026, 11, 22)
PUBLISHER = "Example Labs"
EVERY_ACT = ("run", "serve", "host", "modify", "distribute", "improve-models")
CARRIED = frozenset(["finetune", "adapter", "quantized", "merge"])


def condition(text: str) -> Condition | None:
    return parse(text) if text else None


def clause(effect: Effect, name: str, acts: Iterable[str] = EVERY_ACT, *, when: str = "", unless: str = "", **more: Any) -> Clause:
    return Clause(
        name, more.pop("section", "1"), f"{name} is ours.", effect, frozenset(acts), when=condition(when), unless=condition(unless), **more
    )


def permits(*acts: str, name: str = "grant", **more: Any) -> Clause:
    return clause(Effect.PERMITS, name, acts or EVERY_ACT, **more)


def prohibits(*acts: str, name: str = "limit", **more: Any) -> Clause:
    return clause(Effect.PROHIBITS, name, acts or EVERY_ACT, **more)


def requires(duty: str, *acts: str, name: str = "", prefix: str = "", **more: Any) -> Clause:
    parameters = (("prefix", prefix),) if prefix else ()
    return clause(Effect.REQUIRES, name or duty, acts or EVERY_ACT, duty=duty, parameters=parameters, **more)


def license(name: str, *clauses: Clause, kind: str = "license", evidence: str = "primary", **more: Any) -> License:
    terms = tuple(Term(term, "1", parse(means)) for term, means in more.pop("terms", {}).items())
    about = {"publisher": PUBLISHER, "reaches": CARRIED, **more}
    return License(name, name, LicenseKind(kind), evidence=Evidence(evidence), clauses=clauses, terms=terms, **about)


USERS = "monthly-active-users"
PER_MONTH = "money-a-month"
PER_YEAR = "money-a-year"


def value(
    name: str,
    amount: str | None,
    dimension: str = USERS,
    *,
    event: str = "today",
    counting: tuple[str, ...] = ("licensee", "affiliates"),
    day: date | None = None,
    window: str = "",
) -> Value:
    window = window or ("when it is asked" if event == "today" else "the calendar month before")
    currency = "USD" if dimension.startswith("money") else ""
    quantity = None if amount is None else amount_of(f"{amount} {currency}".strip())
    return Value(name, "1", quantity, dimension.replace("-", " "), dimension, Measured(window, event, counting, day))


def amount_of(text: str) -> Quantity:
    money = any(code in text for code in ("USD", "EUR", "GBP", "JPY"))
    return parse_quantity(text, money=money, currencies=["USD", "EUR", "GBP", "JPY"])


def figures(stated: str | Mapping[str, str]) -> Figures:
    """A figure as a profile states it: one amount, or amounts by month or year."""
    if isinstance(stated, str):
        return Figures(amount_of(stated))
    return Figures(None, tuple(sorted((period, amount_of(text)) for period, text in stated.items())))


def facts(acts: str = "run", **stated: FactValue) -> dict[str, FactValue]:
    """Facts of a use that states its acts; `use_purpose="research"` is `use.purpose: research`. No acts: not stated."""
    known: dict[str, FactValue] = {"use.acts": frozenset(acts.split())} if acts else {}
    return known | {name.replace("_", ".", 1): fact for name, fact in stated.items()}


def held(kind: str = "license", *covers: str, publisher: str = PUBLISHER, expires: date | None = None) -> Agreement:
    return Agreement(publisher, kind, covers, "MSA-1", expires)


@dataclass
class Desk:
    """Decides and judges with a few licenses and models of its own."""

    vocabulary: Vocabulary
    licenses: dict[str, License] = field(default_factory=dict)
    models: dict[str, Model] = field(default_factory=dict)
    rulebooks: Rulebooks | None = None

    def has(self, *known: License | Model) -> None:
        for entry in known:
            if isinstance(entry, License):
                self.licenses[entry.id] = entry
                self.rulebooks = None
            else:
                self.models[entry.id] = entry

    def rulebook(self, main: License, *incorporated: License) -> Rulebook:
        return Rulebook(main, incorporated, self.vocabulary)

    def decide(
        self, main: License, stated: Mapping[str, FactValue], *incorporated: License, on: Context | None = None, **held: Any
    ) -> LicenseDecision:
        """What one license says to a use; `agreements`, `meets` and `licensor` as of a Case."""
        return decide(self.rulebook(main, *incorporated), Case(stated, on or Context(TODAY), **held))

    def judge(
        self,
        model: Model,
        stated: Mapping[str, FactValue] | None = None,
        *,
        as_of: date = TODAY,
        reports: bool = True,
        agreements: tuple[Agreement, ...] = (),
        meets: frozenset[str] = frozenset(),
    ) -> Result:
        """What all licenses of a model and its ancestors say to a use."""
        return self.deliberate(model, stated, as_of=as_of, reports=reports, agreements=agreements, meets=meets).result

    def deliberate(
        self,
        model: Model,
        stated: Mapping[str, FactValue] | None = None,
        *,
        as_of: date = TODAY,
        reports: bool = True,
        agreements: tuple[Agreement, ...] = (),
        meets: frozenset[str] = frozenset(),
        settlements: tuple[Settlement, ...] = (),
    ) -> Judgment:
        """The same, with the rulebooks that were asked."""
        profile, use = case_of(stated, agreements, meets)
        self.rulebooks = self.rulebooks or Rulebooks(self.licenses, self.vocabulary)
        bench = Bench(self.rulebooks, as_of, reports)
        return judge(profile, use, model, trace(model, self.models.get), bench, Context.of(profile, as_of), settlements)

    def waive(
        self,
        model: Model,
        *decisions: Decision,
        stated: Mapping[str, FactValue] | None = None,
        as_of: date = TODAY,
        agreements: tuple[Agreement, ...] = (),
    ) -> Decided:
        """What decisions make of that."""
        profile, use = case_of(stated, agreements)

        def judged(settlements: tuple[Settlement, ...] = ()) -> Judgment:
            return self.deliberate(model, stated, as_of=as_of, agreements=agreements, settlements=settlements)

        return waive(Circumstances(judged(), profile, use, as_of), decisions, judged)


def case_of(
    stated: Mapping[str, FactValue] | None, agreements: tuple[Agreement, ...] = (), meets: frozenset[str] = frozenset()
) -> tuple[Profile, Use]:
    """A profile and a use that state some facts."""
    known = {"use.obtained": "weights", **facts()} if stated is None else stated
    profile = Profile("Northwind", {n: f for n, f in known.items() if n.startswith("organization.")}, agreements=agreements)
    return profile, Use("use", {n: f for n, f in known.items() if n.startswith("use.")}, meets)


def says(
    expression: str | Expression | None,
    evidence: str = "declared",
    title: str = "the card",
    *,
    provider: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Statement:
    """A statement of a source; None is the statement that there are no weights."""
    named = LicenseRef(expression) if isinstance(expression, str) else expression
    return Statement(Evidence(evidence), Source(title), named, provider, since, until)


def model(name: str, *weights: str | Statement, bases: Mapping[str, str] | None = None, **more: Any) -> Model:
    """A model with its licenses, and with `{base: relation}`."""
    statements = tuple(says(entry) if isinstance(entry, str) else entry for entry in weights)
    made_from = tuple(Base(base, Relation(relation)) for base, relation in (bases or {}).items())
    return Model(name, **{"publisher": PUBLISHER, **more}, weights=statements, bases=made_from)


def context(
    as_of: date = TODAY,
    *,
    count: str = "group",
    rates: Mapping[str, str] | None = None,
    values: Mapping[str, str] | None = None,
) -> Context:
    exchange = tuple(sorted((currency, Decimal(rate)) for currency, rate in (rates or {}).items()))
    return Context(as_of, count, exchange, tuple((name, amount_of(text)) for name, text in (values or {}).items()))


def asked(desk: Desk, when: str, stated: Mapping[str, FactValue], *values: Value, on: Context | None = None, **about: Any) -> Outcome:
    """The answer to one condition, with the facts that it rests on."""
    text = license("example", prohibits(when=when), values=values, **about)
    [outcome] = desk.rulebook(text).all_outcomes(Case(stated, on or Context(TODAY)))
    return outcome
