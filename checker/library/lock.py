"""Reads and writes lock files: the same lock is always the same text, sorted, an entry a block, so that two branches merge."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from checker.domain.lock import Lock, LockedLicense, LockedModel, LockedVerdict
from checker.domain.model import AllOf, AnyOf, Base, Doubt, Expression, LicenseRef, Model, Relation, Source, Statement
from checker.domain.verdict import Evidence, Verdict
from checker.errors import InputError
from checker.textio.document import Document, parse, read_bytes

TO_START_FROM = "`licheck lock` writes it"
_HEAD = "# Written by `licheck lock`, and checked by `licheck lock --check`. Do not edit it: run the command again.\n"


def read(path: Path) -> Lock:
    """The lock in a file. Raises InputError with everything that is wrong in it."""
    return build(parse(read_bytes(path, str(path), when_missing=TO_START_FROM), str(path)))


def build(document: Document) -> Lock:
    """The lock of a document. Raises InputError with everything that is wrong in it."""
    from checker.library.lock_shape import LockShape
    from checker.library.shape import problems_of

    problems = problems_of(document, LockShape)
    if problems:
        raise InputError(problems)
    data = document.data
    verdicts = tuple(_verdict(entry, document.place(("verdicts", index))) for index, entry in enumerate(data["verdicts"]))
    models = []
    for index, entry in enumerate(data.get("evidence") or ()):
        for number, said in enumerate(entry.get("statements") or ()):
            if not _is_expression(said.get("license")):
                problems.append(document.problem(("evidence", index, "statements", number, "license"), "is no license", TO_START_FROM))
        if not problems:
            models.append(_model(entry))
    if problems:
        raise InputError(problems)
    return Lock(document.path, verdicts, tuple(models))


def _verdict(entry: Mapping[str, Any], place: str) -> LockedVerdict:
    licenses = tuple(LockedLicense(one["id"], one["via"], one["evidence"], one.get("text") or "") for one in entry.get("licenses") or ())
    return LockedVerdict(
        entry["model"],
        entry["use"],
        entry.get("revision") or "",
        entry.get("provider") or "",
        Verdict(entry["verdict"]),
        licenses,
        tuple(entry.get("because") or ()),
        entry["library"],
        place,
    )


def _model(entry: Mapping[str, Any]) -> LockedModel:
    inputs = entry.get("inputs")
    model = Model(
        id=entry["id"],
        publisher=entry.get("publisher") or "",
        name=entry["id"],
        inputs=frozenset(inputs) if inputs is not None else None,
        bases=tuple(Base(base["model"], Relation(base["relation"])) for base in entry.get("bases") or ()),
        weights=tuple(_statement(said) for said in entry.get("statements") or ()),
        doubts=tuple(_doubt(doubt) for doubt in entry.get("doubts") or ()),
        commit=entry.get("commit") or "",
    )
    return LockedModel(entry["model"], entry.get("revision") or "", model, tuple(sorted((entry.get("files") or {}).items())))


def _statement(said: Mapping[str, Any]) -> Statement:
    source = Source(said["source"], "", "", said.get("commit") or "", said.get("sha256") or "")
    named = said.get("license")
    return Statement(Evidence(said["evidence"]), source, None if named is None else _expression(named))


def _doubt(entry: Mapping[str, Any]) -> Doubt:
    return Doubt(entry["says"], entry.get("remedy") or "", entry.get("domicile") or "", entry.get("missing") or "")


def _is_expression(data: Any, depth: int = 0) -> bool:
    if data is None:
        return depth == 0
    if isinstance(data, str):
        return bool(data.strip())
    if not isinstance(data, dict) or depth > 20:
        return False
    if set(data) <= {"id", "doubt", "remedy"}:
        return all(isinstance(value, str) for value in data.values()) and "id" in data
    parts = data.get("all") or data.get("any")
    return len(data) == 1 and isinstance(parts, list) and bool(parts) and all(_is_expression(part, depth + 1) for part in parts)


def _expression(data: Any) -> Expression:
    if isinstance(data, str):
        return LicenseRef(data)
    if "id" in data:
        return LicenseRef(data["id"], data.get("doubt") or "", data.get("remedy") or "")
    kind = AllOf if "all" in data else AnyOf
    return kind(tuple(_expression(part) for part in data.get("all") or data["any"]))


def written(lock: Lock) -> str:
    """The text of a lock."""
    import yaml

    data: dict[str, Any] = {"schema": 1, "verdicts": [_verdict_data(entry) for entry in lock.verdicts]}
    if lock.models:
        data["evidence"] = [_model_data(entry) for entry in lock.models]
    return _HEAD + yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=1_000_000, default_flow_style=False)


def _without_nothing(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in ("", [], {}, None)}


def _verdict_data(entry: LockedVerdict) -> dict[str, Any]:
    licenses = [
        _without_nothing({"id": one.id, "via": one.via, "evidence": one.evidence, "text": one.text_sha256}) for one in entry.licenses
    ]
    return _without_nothing(
        {
            "model": entry.model,
            "use": entry.use,
            "revision": entry.revision,
            "provider": entry.provider,
            "verdict": entry.verdict.value,
            "because": list(entry.because),
            "licenses": licenses,
            "library": entry.library,
        }
    )


def _model_data(entry: LockedModel) -> dict[str, Any]:
    model = entry.model
    found = _without_nothing(
        {
            "model": entry.asked,
            "revision": entry.revision,
            "id": model.id,
            "publisher": model.publisher,
            "commit": model.commit,
            "bases": [{"model": base.model, "relation": base.relation.value} for base in model.bases],
            "statements": [_statement_data(said) for said in model.weights],
            "doubts": [
                _without_nothing({"says": doubt.says, "remedy": doubt.remedy, "domicile": doubt.domicile, "missing": doubt.missing})
                for doubt in model.doubts
            ],
            "files": dict(entry.files),
        }
    )
    if model.inputs is not None:
        found["inputs"] = sorted(model.inputs)
    return found


def _statement_data(said: Statement) -> dict[str, Any]:
    source = said.source
    named = {} if said.license is None else {"license": _expression_data(said.license)}
    about = {"evidence": said.evidence.value, "source": _title(source), "commit": source.revision, "sha256": source.sha256}
    return {**named, **_without_nothing(about)}


def _title(source: Source) -> str:
    """What was read and at which commit; whether it lay at hand or was fetched makes no difference to what it says."""
    return source.title.replace(" in the local Hub cache at ", " on the Hub at ")


def _expression_data(expression: Expression) -> Any:
    if isinstance(expression, LicenseRef):
        if not (expression.doubt or expression.remedy):
            return expression.id
        return _without_nothing({"id": expression.id, "doubt": expression.doubt, "remedy": expression.remedy})
    parts = [_expression_data(part) for part in expression.parts]
    return {"all" if isinstance(expression, AllOf) else "any": parts}
