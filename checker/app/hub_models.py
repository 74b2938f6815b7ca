"""From what the Hub says of a model to a model that can be judged: statements, bases, doubts, and the chain of evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from checker.app.hub_hints import by_name, hidden_bases, limits_in_notice, limits_in_tags, namesake, speaks_of_limits
from checker.app.hub_tags import TagReader, unnamed
from checker.app.hub_texts import TextReader, of_kind, refs_of, source_of
from checker.app.identify import Recognizer
from checker.app.naming import Names
from checker.domain.model import AllOf, Base, Doubt, LicenseRef, Model, Observation, Relation, Statement, license_ids
from checker.domain.verdict import Evidence
from checker.hub.interface import FileKind, HubRecord
from checker.hub.legal_files import of_code
from checker.library.fingerprints import Fingerprints
from checker.library.headings import Headings
from checker.library.store import Library

_RELATIONS = frozenset(["finetune", "adapter", "quantized", "merge"])
"""The Hub's own; whatever else a card says of the relation loosens nothing."""
_EUROPE = "european-union"
_SAFEST = Relation.FINETUNE
"""How a base is taken where nobody says how it was used: every license that reaches any derivative reaches a fine-tune."""
_IMAGES = ("image-text-to-text", "image-to-text", "visual-question-answering", "document-question-answering")
"""Tasks whose models take images and text; of other tasks it is not known what their models take."""


@dataclass
class HubModels:
    """Reads records with the names and texts of one library."""

    library: Library
    _models: dict[tuple[str, str, str], Model] = field(default_factory=dict)
    exact: dict[str, tuple[str, str]] = field(default_factory=dict)
    """License texts that were met word for word, by license: where, and what they say."""

    @cached_property
    def _names(self) -> Names:
        return Names(Headings(self.library.places), self.library)

    @cached_property
    def _tags(self) -> TagReader:
        return TagReader(self._names, self.library.hub_licenses)

    @cached_property
    def _texts(self) -> TextReader:
        prints = Fingerprints(self.library.places)
        return TextReader(Recognizer(self.library, prints, self._names))

    @cached_property
    def _catalog_names(self) -> list[tuple[str, Model]]:
        return by_name(self.library.all_models())

    def model(self, record: HubRecord) -> Model:
        """The model of a record."""
        key = (record.id, record.commit, record.fetched)
        known = self._models.get(key)
        if known is None:
            known = self._models[key] = self._read(record)
        return known

    def _read(self, record: HubRecord) -> Model:
        observed: list[Observation] = []
        doubts: list[Doubt] = []
        statements = self._statements(record, observed)
        statements = self._with_policies(record, statements, observed, doubts)
        doubts += self._of_notices(record, statements, observed)
        doubts += [*_of_gate(record), *limits_in_tags(record)]
        if not record.card and not record.whole:
            says = f"The model card of {record.id} was not downloaded, so it is not known what the model was made from."
            doubts.append(Doubt(says, "ask the Hub with `--online`, or download the model card", missing="model.base_models"))
        elif not record.bases:
            own = _ids(statements)
            doubts += list(hidden_bases(record, own, self.library.model_families)) or list(namesake(record, self._catalog_names, own))
        return Model(
            id=record.id,
            publisher=record.id.partition("/")[0] if "/" in record.id else "",
            name=record.id,
            inputs=frozenset(["image", "text"]) if record.pipeline in _IMAGES else None,
            bases=tuple(_base(base.model, base.relation) for base in record.bases),
            weights=tuple(statements),
            doubts=tuple(doubts),
            observed=(*_about(record), *observed),
            commit=record.commit,
        )

    def _statements(self, record: HubRecord, observed: list[Observation]) -> list[Statement]:
        """What card and license texts say. A text beats a card that leaves the license open; where both are definite, both are told."""
        tag = self._tags.statement(record)
        found = list(self._license_texts(record, observed))
        settled = {ref.id for statement in found if statement.license for ref in refs_of(statement.license) if not ref.doubt}
        if tag is not None and not (settled and self._is_settled_by(tag, settled, record)):
            found.insert(0, tag)
        for file in record.unread:
            if file.kind is FileKind.LICENSE and not (settled and of_code(file.path)):
                says = f"{file.path} lies in the repository and could not be read: {file.cause}."
                ref = LicenseRef("unread", says, f"read {record.url(file.path) or file.path}, or ask again with access to it")
                found.append(Statement(Evidence.DECLARED, source_of(record, file.path), ref))
        return found or [unnamed(record)]

    def _license_texts(self, record: HubRecord, observed: list[Observation]) -> Iterator[Statement]:
        files = of_kind(record, FileKind.LICENSE)
        of_weights = [file for file in files if not of_code(file.path)] or files
        for file in files:
            if file not in of_weights:
                observed.append(
                    Observation(file.path, "by its name about code or parts by others, not the weights", source_of(record, file.path))
                )
                continue
            statement, says = self._texts.statement(file, record)
            observed.append(Observation(file.path, says, source_of(record, file.path, file.sha256)))
            if statement is not None:
                if statement.evidence is Evidence.DETECTED and isinstance(statement.license, LicenseRef) and not statement.license.doubt:
                    self.exact.setdefault(statement.license.id, (f"{record.id}: {statement.source.title}", file.text))
                yield statement

    def _is_settled_by(self, tag: Statement, settled: set[str], record: HubRecord) -> bool:
        """Whether the card leaves open what the text answers: it names none, or a family that the text belongs to."""
        if tag.license is None or not any(ref.doubt for ref in refs_of(tag.license)) or speaks_of_limits(record.license_name):
            return False
        return self._tags.leaves_open(record) or bool(self._tags.members(record) & settled)

    def _with_policies(
        self, record: HubRecord, statements: list[Statement], observed: list[Observation], doubts: list[Doubt]
    ) -> list[Statement]:
        """Statements with the use policies that lie beside the license and bind as well."""
        for file in of_kind(record, FileKind.POLICY):
            policies, says = self._texts.policies(file)
            observed.append(Observation(file.path, says or "empty", source_of(record, file.path, file.sha256)))
            if says and not policies:
                doubts.append(
                    Doubt(
                        f"{file.path} is {says}; what it forbids is not known.", f"have counsel read {record.url(file.path) or file.path}"
                    )
                )
            statements = [self._with(statement, policies) for statement in statements]
        for unread in record.unread:
            if unread.kind is FileKind.POLICY:
                says = f"{unread.path} lies in the repository and could not be read: {unread.cause}."
                doubts.append(Doubt(says, f"read {record.url(unread.path) or unread.path}"))
        return statements

    def _with(self, statement: Statement, policies: Sequence[str]) -> Statement:
        if statement.license is None:
            return statement
        bound = self._texts.incorporated(ref.id for ref in refs_of(statement.license) if not ref.doubt)
        more = tuple(LicenseRef(policy) for policy in policies if policy not in bound)
        return replace(statement, license=AllOf((statement.license, *more))) if more else statement

    def _of_notices(self, record: HubRecord, statements: list[Statement], observed: list[Observation]) -> Iterator[Doubt]:
        """A notice that names another license than card and text do speaks of what the model was made from."""
        for file in of_kind(record, FileKind.NOTICE):
            named = self._texts.named(file)
            says = f"names {', '.join(named)}" if named else "names no license that is known"
            observed.append(Observation(file.path, says, source_of(record, file.path, file.sha256)))
            yield from limits_in_notice(record, file)
            bound = self._texts.incorporated(_ids(statements))
            others = [license_id for license_id in named if license_id not in bound]
            if others and _ids(statements):
                said = ", ".join(sorted(_ids(statements)))
                remedy = f"read {record.url(file.path) or file.path}, and write the model out with the models that it was made from"
                yield Doubt(f"{file.path} names {', '.join(others)}, of which card and license ({said}) say nothing.", remedy)

    def beside(self, known: Model, seen: Model) -> Model:
        """A model that the catalog or the user describes, with what the Hub says beside that; a mere lack on the Hub weakens nothing."""
        firm = [s for s in known.weights if s.evidence is not Evidence.REPORTED]
        weights = known.weights
        if known.weights or not known.hosted:  # where no weights were released, a repository of that name makes none
            weights = (*known.weights, *(s for s in seen.weights if not (firm and self._adds_nothing(s, firm))))
        mine = {base.model.casefold() for base in known.bases}
        return replace(
            known,
            inputs=known.inputs if known.inputs is not None else seen.inputs,
            weights=weights,
            bases=(*known.bases, *(base for base in seen.bases if base.model.casefold() not in mine)),
            doubts=(*known.doubts, *(doubt for doubt in seen.doubts if doubt.missing != "model.base_models")),
            observed=(*known.observed, *seen.observed),
            commit=seen.commit,
        )

    def _adds_nothing(self, statement: Statement, firm: Sequence[Statement]) -> bool:
        """Whether a card of the Hub only leaves open what is known better, or says it again by the Hub's coarser names."""
        if statement.evidence is not Evidence.DECLARED or statement.license is None:
            return False
        refs = list(refs_of(statement.license))
        return any(ref.doubt for ref in refs) or {ref.id for ref in refs} <= self._called_alike(firm)

    def _called_alike(self, firm: Sequence[Statement]) -> set[str]:
        """The licenses that some statements name, and those that the Hub has the same identifier for."""
        named = {license_id for s in firm if s.license is not None for license_id in license_ids(s.license)}
        tags = {tag for license_id in named if (license := self.library.license(license_id)) is not None for tag in license.hub_tags}
        return named | {found for tag in tags if tag in self.library.hub_licenses for found in self.library.hub_licenses[tag].licenses}


def _ids(statements: Sequence[Statement]) -> frozenset[str]:
    """The licenses that some statements name for certain."""
    return frozenset(ref.id for statement in statements if statement.license for ref in refs_of(statement.license) if not ref.doubt)


def _base(model: str, relation: str) -> Base:
    return Base(model, Relation(relation) if relation in _RELATIONS else _SAFEST)


def _of_gate(record: HubRecord) -> Iterator[Doubt]:
    if record.eu_refused:
        says = f"Its publisher keeps people in the European Union out of {record.id} on the Hub (extra_gated_eu_disallowed)."
        yield Doubt(says, "ask the publisher whether your organization may use it, or use another model", domicile=_EUROPE)


def _about(record: HubRecord) -> Iterator[Observation]:
    """What the card and the Hub say, one by one."""
    card = source_of(record, "README.md")
    tags = ", ".join(record.license_tags)
    yield Observation("license tag", tags or "none", card)
    if record.license_name:
        yield Observation("license name", record.license_name, card)
    if record.license_link:
        yield Observation("license link", record.license_link, card)
    for base in record.bases:
        how = base.relation if base.relation in _RELATIONS else f"no relation stated, taken as {_SAFEST.value}"
        yield Observation("base model", f"{base.model} ({how}), by {base.by}", card)
    if record.gated or record.eu_refused:
        shut = ", shut for the European Union" if record.eu_refused else ""
        yield Observation("access", f"gated ({record.gated or 'by its card'}){shut}", card)
    if record.created is not None:
        yield Observation("created on the Hub", record.created.isoformat(), card)
    if not record.whole and FileKind.LICENSE not in {entry.kind for group in (record.files, record.unread) for entry in group}:
        yield Observation("license file", "none among the files that were downloaded; there may be one on the Hub", card)
    for file in record.unread:
        yield Observation(file.path, f"not read: {file.cause}", source_of(record, file.path))
