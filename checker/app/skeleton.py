"""The skeleton of an encoding: the head, the text's own list of sections, and nothing that could be taken for a verdict."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from checker.textio.normal import sha256_of_text
from checker.textio.sections import sections

_OPENING = 60
"""How many characters of a section's own words are shown to find it by; a comment, to be deleted."""


@dataclass(frozen=True)
class Head:
    """What a text is called, and by whom."""

    id: str
    name: str
    kind: str
    publisher: str
    source: str
    released: date | None = None
    version: str = ""


def skeleton(text: str, head: Head, today: date) -> str:
    """The encoding to start from. Until its clause `unfinished` is deleted, every verdict that it bears on is a review."""
    return "\n".join([*_head(text, head, today), *_clauses(head.kind), *_sections(text)]) + "\n"


def skeleton_of_cases(head: Head) -> str:
    """The cases to start from."""
    return f"""\
schema: 1
license: {head.id}
background:                      # facts that all cases share; a case overrides them, and `unknown` takes one away
  organization.kind: company
  use.purpose: commercial
  use.acts: [run, serve]
  use.applications: [customer-support]
  use.audience: consumers
  use.obtained: weights
cases:
  - name: nothing is decided while the encoding is unfinished
    expect: review
    because: [unfinished]
"""


def _head(text: str, head: Head, today: date) -> Iterator[str]:
    yield "schema: 1"
    yield "license:"
    yield f"  id: {head.id}"
    yield f"  name: {_quoted(head.name)}"
    yield f"  kind: {head.kind}                  # license | policy | terms"
    if head.version:
        yield f"  version: {_quoted(head.version)}"
    yield f"  publisher: {_quoted(head.publisher)}"
    if head.released is not None:
        yield f"  released: {head.released}"
    yield "  evidence: primary"
    yield "  # incorporates: []             # policies that bind with it"
    yield "  # reaches: [finetune, adapter, quantized, merge]   # add `distilled` where its definition of a derivative covers them"
    yield "text:"
    yield f"  sha256: {sha256_of_text(text)}"
    yield f"  source: {_quoted(head.source)}"
    yield f"review: {{status: partial, encoded: {today}, checked: null}}"
    yield "# values:                        # every number, with section, anchor, amount, unit and measured"


def _clauses(kind: str) -> Iterator[str]:
    """One open clause. A license without grants denies, so deleting it too early can never allow."""
    yield "clauses:                         # in the order of the text"
    yield "  - id: unfinished               # delete this once every section below is a clause or has its reason"
    yield '    section: "1"'
    yield "    says: This encoding is not finished."
    yield f"    effect: {'prohibits' if kind == 'policy' else 'permits'}"
    yield "    acts: all"
    yield "    unsettled: What does the text say? Nobody has finished encoding it."


def _sections(text: str) -> Iterator[str]:
    found = sections(text)
    lines = text.splitlines()
    if not found:
        yield "not_encoded: []                  # no numbered sections were found; name the parts by their headings"
        return
    yield "not_encoded:                     # every section the text numbers; make each a clause, or give the reason"
    for label in found:
        opening = " ".join(lines[label.line - 1].split())[:_OPENING] if 0 < label.line <= len(lines) else ""
        yield f"  - {{section: {_quoted(label.shown)}, reason: TODO}}   # {opening}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
