"""A small encoding with its text and its cases that no check finds fault with, to be spoiled in one place at a time."""

from __future__ import annotations

from pathlib import Path

from checker.textio.normal import sha256_of_text

ID = "example-1.0"

TEXT = """\
EXAMPLE LICENSE

1. Grant. You may use, copy, change and pass on the model.
2. Duties.
   a. Whoever passes the model on shows the line “Made with Example” to all who get it.
   b. Everybody keeps to the law of the place.
3. Platforms. Whoever had more than 1 million monthly active users in the month before asks for a license first, unless the model
came inside a product.
4. Warranty. There is none.

Attachment A
1. Nobody uses the model for gambling.
"""

ENCODING = """\
schema: 1
license:
  id: example-1.0
  name: Example License
  kind: license
  publisher: Example Labs
  released: 2026-01-15
text:
  sha256: SHA256
  source: https://example.com/license
review: {status: encoded, encoded: 2026-11-22, checked: null}
values:
  user-ceiling:
    section: "3"
    anchor: more than 1 million monthly active users
    amount: 1 million
    unit: monthly active users
    measured: {over: the calendar month before, event: license.released, counting: [licensee, affiliates]}
terms:
  large-platform: {section: "3", means: organization.monthly_active_users is more than user-ceiling}
clauses:
  - id: grant
    section: "1"
    says: Everything but offering it to others is granted.
    anchor: use, copy, change and pass on
    effect: permits
    acts: [run, serve, modify, distribute]
  - id: credit
    section: 2.a
    says: A copy comes with the credit.
    anchor: Whoever passes the model on shows
    effect: requires
    acts: [distribute]
    duty: display
    with: {display: Made with Example, where: the copy}
  - id: lawful-use
    section: 2.b
    says: The law is kept.
    anchor: keeps to the law
    effect: requires
    acts: all
    duty: obey-law
  - id: platform-license
    section: "3"
    says: A large platform needs a license.
    anchor: asks for a license first
    effect: prohibits
    acts: all
    when: large-platform
    unless: use.obtained is integrated-product
    lifted_by: license
  - id: gambling
    section: Attachment A, 1
    says: No gambling.
    anchor: for gambling
    effect: prohibits
    acts: all
    when: use.applications include gambling
not_encoded:
  - {section: "2", reason: heading}
  - {section: "4", reason: warranty}
"""

CASES = """\
schema: 1
license: example-1.0
background:
  organization.monthly_active_users: 50 thousand
  use.acts: [run]
  use.applications: [search]
  use.obtained: weights
cases:
  - name: running it is granted
    expect: allow
    duties: {lawful-use: conduct}
  - name: serving it is granted
    with: {use.acts: [serve]}
    expect: allow
  - name: changing it is granted
    with: {use.acts: [modify]}
    expect: allow
  - name: passing it on asks for the credit
    with: {use.acts: [distribute]}
    expect: conditional
    duties: {credit: required}
  - name: exactly a million is not more than a million
    with: {organization.monthly_active_users: {2025-12: 1 million}}
    expect: allow
  - name: one more is
    with: {organization.monthly_active_users: {2025-12: 1000001}}
    expect: deny
    because: [platform-license]
  - name: inside a product the limit does not apply
    with: {organization.monthly_active_users: {2025-12: 1000001}, use.obtained: integrated-product}
    expect: allow
  - name: a license lifts the limit
    with: {organization.monthly_active_users: {2025-12: 1000001}}
    agreements: [{publisher: Example Labs, kind: license, licenses: [example-1.0]}]
    expect: allow
  - name: gambling is out
    with: {use.applications: [gambling]}
    expect: deny
    because: [gambling]
"""


def write(folder: Path, encoding: str = ENCODING, cases: str = CASES, text: str = TEXT) -> None:
    """The encoding in `folder/licenses` and its text in `folder/texts`; the hash is pinned to the text that was encoded."""
    licenses, texts = folder / "licenses", folder / "texts"
    (licenses / "cases").mkdir(parents=True)
    texts.mkdir()
    (licenses / f"{ID}.yaml").write_text(encoding.replace("SHA256", sha256_of_text(TEXT)), encoding="utf-8")
    (licenses / "cases" / f"{ID}.yaml").write_text(cases, encoding="utf-8")
    (texts / f"{ID}.txt").write_text(text, encoding="utf-8")


def spoiled(source: str, old: str, new: str) -> str:
    """`source` with the one place of `old` replaced."""
    assert source.count(old) == 1, f"{old!r} stands there {source.count(old)} times"
    return source.replace(old, new)
