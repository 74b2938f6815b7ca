"""What a bill of materials says of each model: its licenses as stated and as concluded, its ancestors, its verdicts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote
from uuid import NAMESPACE_URL, UUID, uuid5

from cyclonedx.spdx import is_supported_id

from checker.domain.decision import Decision
from checker.domain.dossier import Dossier, Opinion
from checker.domain.license import License
from checker.domain.model import AllOf, AnyOf, Expression, LicenseRef, Model, Relation, Statement, license_ids
from checker.domain.profile import Agreement
from checker.domain.report import DutyStatus, Result
from checker.domain.verdict import Evidence
from checker.exporters.characters import prose, visible
from checker.exporters.decision_wording import decision_statement, lapse_text
from checker.exporters.json_dossier import json_of
from checker.exporters.statements import expression_text
from checker.exporters.wording import reason_headline, reason_state, reference_text

_NOT_IN_REFS = re.compile(r"[^A-Za-z0-9.-]+")
_LICENSE_REF = re.compile(r"LicenseRef-[A-Za-z0-9.-]+\Z")
_HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*\Z", re.ASCII)
_OF_THE_PUBLISHER = (Evidence.PRIMARY, Evidence.DECLARED)


ItemKey = tuple[str, str, str]
"""Name, revision and service of a model."""


@dataclass(frozen=True, slots=True)
class Item:
    """One model with all verdicts on it."""

    name: str
    revision: str
    provider: str
    """The service that it was named with; empty where none was."""
    model: Model | None
    opinions: tuple[Opinion, ...]

    @property
    def key(self) -> ItemKey:
        """What tells it from every other item."""
        return self.name, self.revision, self.provider

    @property
    def shown(self) -> str:
        """Its name, with the service where one was named."""
        return f"{self.name} via {self.provider}" if self.provider else self.name

    @property
    def ref(self) -> str:
        """What the document calls it by."""
        at = f"model:{self.name}@{self.revision}" if self.revision else f"model:{self.name}"
        return f"{at}/via:{self.provider}" if self.provider else at


@dataclass(frozen=True)
class Bill:
    """A dossier as a list of models."""

    dossier: Dossier

    @cached_property
    def serial(self) -> UUID:
        """The same for the same report made at the same time, and for no other."""
        made = self.dossier.made.isoformat()
        decisions = f" {self.dossier.docket.sha256}" if self.dossier.docket is not None else ""
        content = f"{made} {self.dossier.profile_sha256} {json_of(self.dossier)}{decisions}"
        return uuid5(NAMESPACE_URL, f"licheck:{hashlib.sha256(content.encode(errors='backslashreplace')).hexdigest()}")

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Each model once, in the order of the report."""
        found: dict[ItemKey, list[Opinion]] = {}
        for opinion in self.dossier.opinions:
            result = opinion.result
            found.setdefault((result.model, result.revision, result.provider), []).append(opinion)
        return tuple(
            Item(*key, next((opinion.model for opinion in opinions if opinion.model is not None), None), tuple(opinions))
            for key, opinions in found.items()
        )

    @cached_property
    def decisions(self) -> tuple[tuple[Decision, str, tuple[Item, ...]], ...]:
        """Each decision that was applied, all that is to be said of it, and the models it was applied to."""
        found: dict[str, tuple[Decision, str, dict[ItemKey, Item]]] = {}
        for item in self.items:
            for opinion in item.opinions:
                for applied in opinion.decided.applied if opinion.decided is not None else ():
                    said = decision_statement(applied.decision, applied.settles)
                    found.setdefault(applied.decision.id, (applied.decision, said, {}))[2][item.key] = item
        return tuple((decision, said, tuple(items.values())) for decision, said, items in found.values())

    @cached_property
    def licenses(self) -> Mapping[str, License]:
        """The encodings that were consulted, by id."""
        return {text.license.id: text.license for text in self.dossier.texts}

    @cached_property
    def bases(self) -> Mapping[str, Model]:
        """Every base model, near or far, by id."""
        return {forebear.model.id: forebear.model for opinion in self.dossier.opinions for forebear in opinion.forebears}

    def statements(self, model: Model | None, results: Iterable[Result]) -> tuple[Statement, ...]:
        """What is said of the license on the day, in the channels that were judged."""
        if model is None:
            return ()
        channels = {result.channel for result in results}
        said = [
            *(model.hosted if channels == {"hosted-api"} else model.weights if channels == {"weights"} else model.weights + model.hosted)
        ]
        return tuple(statement for statement in said if statement.license is not None and statement.holds_on(self.dossier.day))

    def declared(self, statements: Iterable[Statement]) -> tuple[Expression, ...]:
        """The licenses that the publisher's own sources name, each once."""
        return _expressions(statement for statement in statements if statement.evidence in _OF_THE_PUBLISHER)

    def concluded(self, statements: Iterable[Statement]) -> Expression | None:
        """The license that was judged by; None where sources disagree, where only a report names one, or where a name is in doubt."""
        found = _expressions(statement for statement in statements if statement.evidence is not Evidence.REPORTED)
        if len(found) != 1 or any(reference.doubt or reference.id not in self.licenses for reference in _references(found[0])):
            return None
        return found[0]

    def agreements(self, item: Item) -> tuple[Agreement, ...]:
        """The agreements held and not expired that name a license in play for this model."""
        playing = {license.id for opinion in item.opinions for license in opinion.result.licenses}
        playing |= {
            incorporated for license_id in playing if (found := self.licenses.get(license_id)) for incorporated in found.incorporates
        }
        return tuple(
            agreement
            for agreement in self.dossier.agreements
            if agreement.holds_on(self.dossier.day) and {named.partition("#")[0] for named in agreement.licenses} & playing
        )

    def reference(self, license_id: str) -> str:
        """The id of a license as SPDX writes it: its own, or a LicenseRef."""
        license = self.licenses.get(license_id)
        if license is not None and (is_supported_id(license.spdx) or _LICENSE_REF.match(license.spdx)):
            return license.spdx
        return f"LicenseRef-{_NOT_IN_REFS.sub('-', license_id).strip('-') or 'unnamed'}"

    def expression(self, expression: Expression, *, inner: bool = False) -> str:
        """A license expression with SPDX's ids."""
        if isinstance(expression, LicenseRef):
            return self.reference(expression.id)
        word = " AND " if isinstance(expression, AllOf) else " OR "
        text = word.join(self.expression(part, inner=True) for part in expression.parts)
        return f"({text})" if inner else text


def _expressions(statements: Iterable[Statement]) -> tuple[Expression, ...]:
    return tuple(dict.fromkeys(statement.license for statement in statements if statement.license is not None))


def _references(expression: Expression) -> Iterator[LicenseRef]:
    if isinstance(expression, (AllOf, AnyOf)):
        for part in expression.parts:
            yield from _references(part)
    else:
        yield expression


def purl(model: Model | None, revision: str = "") -> str:
    """The package URL of a model on the Hub; empty where it is none: written out by the user, or never released as weights."""
    if model is None or model.written_out or not model.weights or not _HUB_ID.match(model.id):
        return ""
    at = quote(revision, safe="")
    return f"pkg:huggingface/{model.id}@{at}" if at else f"pkg:huggingface/{model.id}"


RELATIONS = {
    Relation.FINETUNE: "a fine-tune of",
    Relation.ADAPTER: "an adapter of",
    Relation.QUANTIZED: "a quantization of",
    Relation.MERGE: "a merge of",
    Relation.DISTILLED: "distilled from",
}


def notes(bill: Bill, item: Item) -> Iterator[tuple[str, str]]:
    """Names and values: what has no field of its own in a bill of materials."""
    model = item.model
    if item.provider:
        yield "licheck:provider", prose(item.provider)
    if model is not None and model.released:
        yield "licheck:model:released", model.released.isoformat()
    if model is not None and model.parameters:
        yield "licheck:model:parameters", prose(model.parameters)
    for statement in bill.statements(model, (opinion.result for opinion in item.opinions)):
        if statement.license is not None:
            said = f"{expression_text(statement.license)}: {statement.source.title}"
            seen = f", seen {statement.source.seen}" if statement.source.seen else ""
            yield f"licheck:license:{statement.evidence.value}", prose(said + seen)
    for opinion in item.opinions:
        yield from _verdict_notes(opinion.result)
        yield from _decision_notes(opinion)


def _decision_notes(opinion: Opinion) -> Iterator[tuple[str, str]]:
    """The outcome beside the verdict, and who decided; nothing where nobody asked for decisions."""
    if opinion.decided is None:
        return
    use = visible(opinion.result.use)
    yield f"licheck:outcome:{use}", opinion.decided.outcome.value
    for applied in opinion.decided.applied:
        yield f"licheck:decision:{use}", prose(decision_statement(applied.decision, applied.settles))
    for lapse in opinion.decided.lapses:
        yield f"licheck:decision-not-applied:{use}", prose(lapse_text(lapse))
    for duty in opinion.decided.after.duties:
        if duty.status is not DutyStatus.CONDUCT and duty not in opinion.result.duties:
            said = f"{duty.status.value}: {duty.duty}, {reference_text(duty.license, duty.section)}: {duty.says}"
            yield f"licheck:duty-after-decisions:{use}", prose(said)


def _verdict_notes(result: Result) -> Iterator[tuple[str, str]]:
    use = visible(result.use)
    yield f"licheck:verdict:{use}", result.verdict.value
    for license in result.licenses:
        if license.via != "own":
            yield f"licheck:license-through:{use}", prose(f"{license.id}, {', '.join(license.path)} ({license.evidence.value})")
    for reason in result.reasons:
        state = f" ({reason_state(reason)})" if reason.license else ""
        yield f"licheck:reason:{use}", prose(reason_headline(reason) + state)
    for duty in result.duties:
        if duty.status is not DutyStatus.CONDUCT:
            said = f"{duty.status.value}: {duty.duty}, {reference_text(duty.license, duty.section)}: {duty.says}"
            stated = "".join(f"; {name}: {value}" for name, value in duty.parameters)
            yield f"licheck:duty:{use}", prose(said + stated)
    for question in result.questions:
        yield f"licheck:question:{use}", prose(f"{'counsel' if question.for_counsel else question.fact}: {question.ask}")


def named_licenses(expressions: Iterable[Expression]) -> tuple[str, ...]:
    """The ids that some expressions name, each once."""
    return tuple(dict.fromkeys(found for expression in expressions for found in license_ids(expression)))
