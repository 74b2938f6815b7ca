"""Schemas of answers about an organization: headroom, what-if, questions, alternatives, gateway."""

from __future__ import annotations

from checker.domain.alternative import WayKind
from checker.domain.headroom import When
from checker.domain.quantity import Order
from checker.domain.truth import Truth
from checker.exporters.alternatives_json import SCHEMA as ALTERNATIVES
from checker.exporters.gateway import SCHEMA as GATEWAY
from checker.exporters.headroom_json import SCHEMA as HEADROOM
from checker.exporters.questions_json import SCHEMA as QUESTIONS
from checker.exporters.schemas.parts import (
    COUNT,
    DAY,
    EVIDENCE,
    OPTIONAL,
    TEXT,
    TRUTH,
    VERDICT,
    Schema,
    counts,
    document,
    head,
    list_of,
    map_of,
    object_of,
    or_null,
    part,
    said,
    words_of,
)  # fmt: skip
from checker.exporters.what_if_json import SCHEMA as WHAT_IF

_CHANNELS = ("weights", "integrated-product", "hosted-api")
_NAMED = said(TEXT, "With the revision and the service where those were asked for: `gpt-4o via OpenAI`.")
_NUMBER = said(OPTIONAL, "A number as text, so that no reader rounds it; null where there is none.")


def headroom() -> Schema:
    """`licheck headroom --format json`."""
    growth = object_of(fact=said(OPTIONAL, "null for every figure."), rate=TEXT, step=words_of(("month", "year")))
    body = object_of(
        **head(HEADROOM),
        figures_count=words_of(("licensee", "group")),
        growth=list_of(growth, "The growth that was asked for."),
        thresholds=list_of(part("threshold"), "Each figure beside each limit, the nearest first."),
        out_of_reach=said(COUNT, "Limits of the same licenses that decide nothing for these uses."),
    )
    quantity = object_of(at_least=_NUMBER, at_most=_NUMBER, above=TRUTH, below=TRUTH, currency=OPTIONAL)
    description = "How near the figures of an organization are to the thresholds of licenses."
    return document(HEADROOM, "headroom", description, body, threshold=_threshold(), quantity=quantity, crossing=_crossing())


def _threshold() -> Schema:
    amount = or_null(part("quantity"))
    clause = object_of(
        clause=TEXT,
        section=TEXT,
        effect=TEXT,
        order=words_of(Order, "How the clause compares the figure with the limit."),
        says=TEXT,
        unsettled=TRUTH,
        lifted_by=said(OPTIONAL, "The agreement that lifts the clause."),
    )
    return object_of(
        license=TEXT,
        value=TEXT,
        evidence=EVIDENCE,
        fact=TEXT,
        limit=said(amount, "null where nobody published it."),
        unit=TEXT,
        window=TEXT,
        periods=list_of(TEXT, "The months or years that the license looks at."),
        moves=said(TRUTH, "Whether it looks at other periods as time goes by."),
        counting=list_of(TEXT),
        figure=said(amount, "null where it is not known for any of these periods."),
        at=OPTIONAL,
        stated=amount,
        stated_fact=TEXT,
        assumed=TRUTH,
        latest=or_null(object_of(at=TEXT, figure=part("quantity"))),
        share=object_of(at_least=_NUMBER, at_most=_NUMBER),
        past=words_of(Truth, "Whether the figure is past the limit."),
        missing=list_of(TEXT),
        notes=list_of(TEXT),
        clauses=list_of(clause),
        uses=list_of(TEXT),
        models=list_of(TEXT),
        crossing=said(or_null(part("crossing")), "null where no growth was asked for."),
    )


def _crossing() -> Schema:
    when = words_of(When, "What the growth does to the threshold.")
    start = or_null(part("quantity"))
    return object_of(when=when, first=OPTIONAL, last=OPTIONAL, **{"from": start}, from_at=OPTIONAL, seen=or_null(DAY))


def what_if() -> Schema:
    """`licheck what-if --format json`, with `--sweep` or without."""
    begin = {**head(WHAT_IF), "settings": list_of(object_of(fact=TEXT, before=TEXT, after=TEXT), "The facts that were set.")}
    otherwise = object_of(use=TEXT, model=_NAMED, verdict=VERDICT)
    changes = object_of(
        **begin,
        changed=list_of(part("changed"), "The verdicts that come out otherwise."),
        otherwise=list_of(otherwise, "Verdicts that stay, for other reasons."),
        before=counts(),
        after=counts(),
    )
    region = object_of(
        stretch=said(or_null(part("stretch")), "null for values, and for a figure that is not stated."),
        values=list_of(TEXT),
        present=said(TRUTH, "Whether the profile's own value lies here."),
        counts=counts(),
        changed=list_of(part("changed")),
    )
    swept = object_of(
        fact=TEXT, present=TEXT, judged=COUNT, hanging=COUNT, regions=list_of(region, "Stretches in which every verdict is the same."),
        notes=list_of(TEXT),
    )  # fmt: skip
    stretch = object_of(lower=_NUMBER, lower_included=TRUTH, upper=_NUMBER, upper_included=TRUTH, currency=OPTIONAL)
    description = "The verdicts of a profile beside those under other facts, or over the whole range of one fact."
    body: Schema = {"oneOf": [part("changes"), part("sweep")]}
    sweep = object_of(**begin, sweep=swept)
    return document(WHAT_IF, "what-if", description, body, changes=changes, sweep=sweep, changed=_changed(), stretch=stretch)


def _changed() -> Schema:
    reason = object_of(license=OPTIONAL, clause=OPTIONAL, section=OPTIONAL, says=TEXT)
    duty = object_of(license=TEXT, clause=TEXT, section=TEXT, duty=TEXT, says=TEXT)
    return object_of(use=TEXT, model=_NAMED, before=VERDICT, after=VERDICT, reasons=list_of(reason), duties=list_of(duty))


def questions() -> Schema:
    """`licheck questions --format json`."""
    clause = object_of(license=OPTIONAL, clause=OPTIONAL, section=OPTIONAL)
    question = object_of(
        fact=TEXT,
        ask=TEXT,
        use=OPTIONAL,
        model=OPTIONAL,
        at=OPTIONAL,
        **{"for": words_of(("business", "counsel"))},
        set=said(OPTIONAL, "What an answer is given under, as `--set` names it; null where none can be written."),
        weight={"type": "string", "pattern": r"^\d+\.\d{4}$", "description": "How much an answer decides."},
        alone=list_of(part("pair"), "Verdicts that hang on it alone."),
        shared=list_of(part("pair"), "Verdicts that hang on it and on something else."),
        duties=list_of(part("pair"), "Verdicts of which only a duty hangs on it."),
        clauses=list_of(clause),
    )
    evidence = object_of(use=TEXT, model=_NAMED, says=TEXT, remedy=OPTIONAL)
    body = object_of(
        **head(QUESTIONS),
        judged=COUNT,
        open=COUNT,
        questions=list_of(question, "The most decisive first."),
        evidence=list_of(evidence, "Open verdicts that wait for better evidence."),
    )
    return document(QUESTIONS, "questions", "What a profile leaves open.", body, pair=object_of(use=TEXT, model=_NAMED))


def alternatives() -> Schema:
    """`licheck alternatives --format json`."""
    other = object_of(
        model=TEXT, verdict=VERDICT, publisher=TEXT, family=OPTIONAL, parameters=OPTIONAL, released=OPTIONAL, licenses=list_of(TEXT),
        duties=list_of(TEXT, "What would have to be done, as `license#clause`."),
    )  # fmt: skip
    way = object_of(kind=words_of(WayKind), says=TEXT, verdict=said(VERDICT, "What the verdict would be then."))
    result = object_of(
        use=TEXT,
        model=TEXT,
        verdict=VERDICT,
        ways=list_of(way, "Ways to use the model itself after all."),
        siblings=list_of(part("alternative"), "Models of the same family."),
        others=list_of(part("alternative"), "Models of other families."),
        notes=list_of(TEXT),
    )
    body = object_of(schema={"const": ALTERNATIVES}, results=list_of(result, "One for each use."))
    return document(ALTERNATIVES, "alternatives", "What could be used instead of a model.", body, alternative=other)


def gateway() -> Schema:
    """`licheck gateway --format json`."""
    route = object_of(
        model=TEXT,
        revision=OPTIONAL,
        obtained=words_of(_CHANNELS),
        provider=said(OPTIONAL, "For a hosted model: who serves it."),
        verdict=words_of(("allow", "conditional"), "After decisions, where there are any."),
        licenses=list_of(TEXT),
        duties=list_of(TEXT, "What still has to be done."),
    )
    body = object_of(
        **head(GATEWAY),
        uses=map_of(list_of(part("route")), "The routes by use; a use without one is not named."),
        left_out=object_of(deny=COUNT, review=COUNT),
    )
    return document(GATEWAY, "gateway", "The models that each use may be served by.", body, route=route)
