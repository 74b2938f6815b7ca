"""The review as one HTML page to search, filter, open and print: nothing is loaded from elsewhere, and nothing but its own script runs."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from checker.domain.docket import Fallen, Held
from checker.domain.dossier import Dossier, Pair
from checker.domain.fact import Reading
from checker.domain.model import Model, Statement
from checker.domain.report import Duty, DutyStatus, LicenseUse
from checker.domain.verdict import Verdict
from checker.engine.periods import spoken
from checker.exporters.characters import prose, stretches, visible
from checker.exporters.decision_wording import outcome_changes, pinned_text, range_text, ruling_text, still_standing
from checker.exporters.dossier_interface import DossierExporter
from checker.exporters.evidence_rows import described
from checker.exporters.html_headroom import HEIGHT, LIMIT, STATES, TICKS, WIDTH
from checker.exporters.html_view import WORST_FIRST, Entry, View, runs
from checker.exporters.statements import about, expression_text
from checker.exporters.tables import literal
from checker.exporters.wording import VERDICT_MEANS, duty_text, reading_words, reason_headline, reason_state, section_text, value_text

_MARKS = {Verdict.DENY: "✕", Verdict.REVIEW: "?", Verdict.CONDITIONAL: "!", Verdict.ALLOW: "✓"}
_STATUSES = {
    DutyStatus.REQUIRED: "to do:",
    DutyStatus.MAY_APPLY: "may have to:",
    DutyStatus.MET: "met:",
    DutyStatus.CONDUCT: "keep to:",
}
_CHANNELS = {"weights": "as weights", "hosted-api": "through a hosted API"}
_NAMED_IN_LEAD = 2


class HtmlExporter(DossierExporter):
    """One self-contained page."""

    def render(self, dossier: Dossier) -> bytes:
        view = View(dossier)
        style, script = _part("style.css"), _part("review.js")
        if dossier.docket is not None:
            style += _part("decided.css")
        labels = {task.duty.duty: task.label for task in dossier.duties}
        environment = _environment(labels, dossier.labels)
        entries = dossier.docket.entries if dossier.docket is not None else ()
        environment.globals.update(
            worst=WORST_FIRST, numbers={entry.decision.id: number for number, entry in enumerate(entries, 1)}, view=view, dossier=dossier,
            report=dossier.report, about=about(dossier), means=VERDICT_MEANS, marks=_MARKS, statuses=_STATUSES, states=STATES, ticks=TICKS,
            limit=LIMIT, width=WIDTH, height=HEIGHT, described=list(_described(dossier)),
        )  # fmt: skip
        page = environment.get_template("page.html").render(
            style=Markup(style),  # noqa: S704 our own file
            script=Markup(script),  # noqa: S704 our own file
            style_sha256=_digest(style),
            script_sha256=_digest(script),
        )
        return (page + "\n").encode()


def _part(name: str) -> str:
    """A file that ships beside this module."""
    return resources.files("checker.exporters").joinpath("html", name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """As a content security policy names what may run."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _environment(labels: Mapping[str, str], facts: Mapping[str, str]) -> Environment:
    environment = Environment(
        loader=FunctionLoader(_part),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )

    def due(duty: Duty) -> str:
        return duty_text(duty, labels.get(duty.duty, duty.duty))

    def lead(entry: Entry) -> str:
        return _lead(entry, labels)

    def words(readings: Iterable[Reading]) -> list[str]:
        return list(dict.fromkeys(reading_words(reading, facts) for reading in readings))

    environment.filters.update(
        say=say, told=told, told_once=_told_once, visible=visible,
        count=_count, day=_day, lines="\n".join, section=section_text, state=reason_state, words=words,
        named=_named, lead=lead, ranked=_ranked, due=due, channel=_channel, about_model=_about_model, value=value_text, period=spoken,
        capital=_capital, literal=literal, place=_place, expression=expression_text, address=_is_address, runs=runs,
        ruling=ruling_text, stands=still_standing, pending=_pending, pinned=pinned_text, range=range_text, ways=_ways, by_reason=_by_reason,
    )  # fmt: skip
    return environment


def say(text: object) -> Markup:
    """Text from outside as it is shown: escaped, unsafe characters visible, stretches from right to left kept to themselves."""
    parts = [Markup("<bdi>{}</bdi>").format(part) if rtl else escape(part) for part, rtl in stretches(prose(str(text)))]
    return Markup("").join(parts)


def told(text: object) -> Markup:
    """A sentence of our own, in which what stands between backticks is something to type."""
    parts = str(text).split("`")
    if len(parts) % 2 == 0:
        return say(text)
    return Markup("").join(Markup("<code>{}</code>").format(say(part)) if odd % 2 else _spaced(part) for odd, part in enumerate(parts))


def _spaced(part: str) -> Markup:
    """Words beside something to type, with the blanks at their ends kept."""
    before, after = " " if part[:1].isspace() else "", " " if part[-1:].isspace() and part.strip() else ""
    return Markup("{}{}{}").format(before, say(part), after)


def _told_once(licenses: Iterable[LicenseUse]) -> list[tuple[LicenseUse, list[str]]]:
    """Each license and source once, with the ways through base models that bring it along too."""
    found: dict[tuple[object, ...], tuple[LicenseUse, list[str]]] = {}
    for license in licenses:
        _, ways = found.setdefault((license.id, license.evidence, license.source), (license, []))
        if license.path:
            ways.append(", ".join(license.path))
    return list(found.values())


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _day(day: date) -> str:
    return f"{day.day} {day.strftime('%B %Y')}"


def _named(names: Iterable[str]) -> str:
    return ", ".join(names)


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _place(duty: Duty) -> str:
    return dict(duty.parameters).get("where", "")


def _pending(duties: Iterable[Duty]) -> list[Duty]:
    return [duty for duty in duties if duty.status in (DutyStatus.REQUIRED, DutyStatus.MAY_APPLY)]


def _ways(held: Iterable[Held]) -> list[tuple[str, list[Pair]]]:
    return list(outcome_changes(held))


def _by_reason(fallen: Iterable[Fallen]) -> list[tuple[str, list[Pair]]]:
    """Verdicts to which a decision is not applied, by why."""
    found: dict[str, list[Pair]] = {}
    for one in fallen:
        found.setdefault(one.because, []).append((one.use, one.model))
    return list(found.items())


def _is_address(text: str) -> bool:
    """Whether it is an address that is safe to follow."""
    return text.startswith(("https://", "http://")) and visible(text) == text and " " not in text


def _channel(channel: str) -> str:
    return _CHANNELS.get(channel, "inside an integrated product")


def _ranked(duties: Iterable[Duty]) -> list[Duty]:
    order = list(_STATUSES)
    return sorted(duties, key=lambda duty: order.index(duty.status))


def _lead(entry: Entry, labels: Mapping[str, str]) -> str:
    """Why, in a line, for a verdict that is not opened."""
    result = entry.result
    deciding = [reason for reason in result.reasons if reason.effect != "permits" or reason.outcome.value != "yes"]
    if deciding and not result.verdict.usable:
        return reason_headline(deciding[0])
    due = [duty_text(duty, labels.get(duty.duty, duty.duty)) for duty in result.duties if duty.status is DutyStatus.REQUIRED]
    due = list(dict.fromkeys(due))
    if not due:
        return ""
    more = f", and {len(due) - _NAMED_IN_LEAD} more" if len(due) > _NAMED_IN_LEAD else ""
    return f"to do: {', '.join(due[:_NAMED_IN_LEAD])}{more}"


def _about_model(model: Model) -> str:
    facts = [
        model.name if model.name and model.name != model.id else "",
        f"released {_day(model.released)}" if model.released else "release date not known",
        f"takes {', '.join(sorted(model.inputs))}" if model.inputs else "",
        f"gives {', '.join(sorted(model.outputs))}" if model.outputs else "",
        f"made from {', '.join(base.model for base in model.bases)}" if model.bases else "",
        model.note,
    ]
    return "; ".join(fact for fact in facts if fact)


def _described(dossier: Dossier) -> Iterator[tuple[Model, str, Statement]]:
    for model in described(dossier):
        for channel, statements in (("weights", model.weights), ("hosted API", model.hosted)):
            for statement in statements:
                yield model, channel, statement
