"""Schemas of answers about a repository or product: inventory, lock-check, notices."""

from __future__ import annotations

from checker.domain.lock import MoveCode
from checker.domain.model import Relation
from checker.domain.notices import CheckState, NoticeKind
from checker.domain.report import DutyStatus
from checker.domain.sighting import Role
from checker.exporters.inventory_json import SCHEMA as INVENTORY
from checker.exporters.lock_json import SCHEMA as LOCK_CHECK
from checker.exporters.notices_json import SCHEMA as NOTICES
from checker.exporters.schemas.parts import (
    COUNT,
    OPTIONAL,
    PROVIDER,
    TEXT,
    TRUTH,
    VERDICT,
    Schema,
    document,
    head,
    list_of,
    may_lack,
    object_of,
    or_null,
    part,
    said,
    words_of,
)  # fmt: skip


def inventory() -> Schema:
    """`licheck scan --format json`."""
    place = {"path": TEXT, "line": COUNT, "column": COUNT}
    model = object_of(
        model=said(TEXT, "As it is written first."),
        catalog=said(TEXT, "Its id in the catalog; empty where the catalog does not know it."),
        listed=list_of(TEXT, "Entries of manifests, as file:line:column."),
        missing=said(TRUTH, "Whether it stands in a file for which no manifest lists it."),
        seen=list_of(part("sighting")),
    )
    body = object_of(
        schema={"const": INVENTORY},
        folder=TEXT,
        files=object_of(found=COUNT, read=COUNT),
        manifests=list_of(TEXT),
        models=list_of(model),
        not_understood=list_of(object_of(**place, reader=TEXT, reason=TEXT, hint=TEXT)),
        problems=list_of(object_of(**place, message=TEXT, hint=TEXT)),
        left_out=list_of(object_of(reason=TEXT, folders=list_of(TEXT)), "Folders that were not looked into."),
        summary=object_of(models=COUNT, missing=COUNT, not_understood=COUNT, problems=COUNT),
    )
    sighting = object_of(
        **place,
        reader=TEXT,
        role=words_of(Role),
        written=TEXT,
        listed=TRUTH,
        revision=TEXT,
        obtained=words_of(("", "weights", "integrated-product", "hosted-api")),
        provider=TEXT,
        license=TEXT,
        license_name=TEXT,
        license_link=TEXT,
        base_models=list_of(object_of(model=TEXT, relation=words_of(Relation))),
        note=TEXT,
    )
    return document(INVENTORY, "inventory", "The models that the files of a folder name.", body, sighting=sighting)


def lock_check() -> Schema:
    """`licheck lock --check --format json`."""
    move = object_of(
        code=words_of(MoveCode),
        fails=TRUTH,
        where=TEXT,
        model=TEXT,
        says=TEXT,
        verdict=said(or_null(VERDICT), "The verdict as it is now, where it has moved."),
        remedy=OPTIONAL,
    )
    body = object_of(schema={"const": LOCK_CHECK}, models=said(COUNT, "How many were looked at."), moved=list_of(move))
    return document(LOCK_CHECK, "lock-check", "What has moved since the lock was written.", body)


def notices() -> Schema:
    """`licheck notices --format json`, with `--check` and `--decisions` or without."""
    checked = object_of(state=words_of(CheckState), says=TEXT, places=list_of(TEXT), item=part("item"))
    check = object_of(
        folder=TEXT, files=COUNT, not_read=list_of(object_of(file=TEXT, reason=TEXT)), checked=list_of(checked),
    )  # fmt: skip
    unusable = may_lack(
        object_of(
            use=TEXT, model=TEXT, provider=PROVIDER, verdict=said(VERDICT, "The verdict underneath."),
            outcome=said(VERDICT, "After decisions; there with `--decisions` alone."),
        ),
        "provider", "outcome",
    )  # fmt: skip
    usable = object_of(use=TEXT, model=TEXT, provider=PROVIDER, verdict=said(VERDICT, "The verdict underneath."), decided=list_of(TEXT))
    begin = head(NOTICES)
    end = {
        "not_usable": list_of(unusable, "What is denied or not decided."),
        "conduct": said(COUNT, "Duties of conduct, which are not listed."),
    }
    decisions = {
        "decisions": said(TEXT, "The file of decisions."),
        "settled": list_of(part("item"), "What a decision on its very clause reads as not applying."),
        "usable_by_decision": list_of(may_lack(usable, "provider")),
    }
    asked = {"items": list_of(part("item"), "What is asked for, by use and kind.")}
    held = {"check": said(check, "What a folder has of it.")}
    body: Schema = {"oneOf": [object_of(**begin, **one, **end, **more) for one in (asked, held) for more in ({}, decisions)]}
    return document(NOTICES, "notices", "What the duties of models ask for.", body, item=_item())


def _item() -> Schema:
    policy = object_of(license=TEXT, name=TEXT, source=OPTIONAL)
    item = object_of(
        use=TEXT,
        kind=words_of(NoticeKind),
        duty=said(OPTIONAL, "null for what a decision asks for."),
        status=words_of(DutyStatus),
        license=OPTIONAL,
        license_name=OPTIONAL,
        clause=OPTIONAL,
        section=OPTIONAL,
        says=TEXT,
        text=said(OPTIONAL, "The string, word for word; for a credit, a line that licheck suggests."),
        suggested=TRUTH,
        fill_in=list_of(TEXT),
        where=OPTIONAL,
        source=OPTIONAL,
        policies=list_of(policy),
        name=OPTIONAL,
        missing=list_of(TEXT),
        met_by_profile=TRUTH,
        models=list_of(TEXT),
        decision=said(TEXT, "For a condition: the decision that asks for it."),
        decided=list_of(TEXT, "What people decided on the clause."),
    )
    return may_lack(item, "decision", "decided")
