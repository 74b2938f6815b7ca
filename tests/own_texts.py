"""License texts of our own, so that recognizing can be tested where no real text lies, and a folder of encodings for them."""

from __future__ import annotations

from pathlib import Path

from checker.library.fingerprints import FILE, of_folder, written
from checker.library.places import Places
from checker.textio.normal import sha256_of_text

HARBOUR = """\
HARBOUR MODEL LICENSE
Version 1.0, 3 May 2024

Seagull Laboratories (the "Keeper") lends you the model called Harbour with its weights
and papers. Whoever opens the crate has read this page and nods to it.

1. What the words mean.
   a. "Crate" is the archive that holds the weights, however it was packed and wherever
   it was fetched.
   b. "Cousin" is each model that somebody bends, shrinks, tunes or stitches out of
   Harbour.
   c. "Crew" is you, your firm, and every firm that your firm steers or is steered by.

2. What you may do. You may run Harbour, look inside it, bend it into a Cousin and hand
copies around, at no price. The Keeper may not take this back while you keep to the
page.

3. What you owe.
   a. A copy travels with this page, unshortened.
   b. A Cousin carries a name that begins with "Harbour-", followed by whatever you
   like.
   c. Tell the Keeper within 30 days when a Cousin is shown in public.

4. Large crews. A Crew with more than 250 million monthly visitors in the quarter before
the date above asks the Keeper for a letter first. Without the letter nothing on this
page is granted to it.

5. What is off the map. Nobody steers weapons, rigs an election or shadows people with
Harbour or with a Cousin.

6. Storms. Harbour comes with leaks and all. The Keeper pays for no damage, whether it
was warned or not, up to a ceiling of 100 EUR.

7. Courts. Quarrels are settled in Bergen under the law of Norway, and in no other port.
"""

HARBOUR_NEXT = (
    HARBOUR.replace("Version 1.0, 3 May 2024", "Version 1.1, 9 June 2025")
    .replace("250 million", "400 million")
    .replace("within 30 days", "within 14 days")
    .replace("shown in public", "sold, rented or shown to strangers")
)

ORCHARD = """\
Orchard Sharing Terms

Copyright [yyyy] [name of copyright owner]

Everybody who holds a basket of these files may eat, plant, graft and give away what is
in it, whether for money or for joy, as long as the line above and this paragraph stay
in the basket.

The fruit is as it grew. Whoever planted the tree answers for no worm, no stomach ache
and no broken branch, on whatever ground somebody might complain.
"""

LETTER = """\
Letter on the proper use of Lighthouse

Nobody points the lamp at ships in order to strand them. Nobody sells tickets to the
stairs. Nobody paints the tower in the colours of another harbour, or says that the
keeper of the tower thinks well of what they do with it.
"""

TEXTS = {"harbour-1.0": HARBOUR, "harbour-1.1": HARBOUR_NEXT, "orchard-terms": ORCHARD, "lighthouse-letter": LETTER}

_ENCODING = """\
schema: 1
license:
  id: {id}
  name: {name}
  kind: license
  publisher: Seagull Laboratories
  hub_tags: [{id}]
text:
  sha256: {sha256}
  source: https://seagull.example/{id}
review: {{status: encoded, encoded: 2026-11-22, checked: null}}
clauses:
  - id: large-crews
    section: "4"
    says: Large crews ask first.
    {anchor}
    effect: prohibits
    acts: all
    when: organization.monthly_active_users is more than ceiling
values:
  ceiling:
    section: "4"
    amount: 250 million
    unit: monthly active users
    measured: {{over: when it is asked, counting: [licensee]}}
"""


def folder_of_texts(folder: Path) -> Path:
    """The texts as files."""
    folder.mkdir(exist_ok=True)
    for license_id, text in TEXTS.items():
        (folder / f"{license_id}.txt").write_text(text, encoding="utf-8")
    return folder


def folder_of_encodings(folder: Path, *, fingerprints: bool = True) -> Path:
    """Encodings of the texts, with their fingerprints."""
    folder.mkdir(exist_ok=True)
    for license_id, text in TEXTS.items():
        anchor = "anchor: more than 250 million monthly visitors" if license_id == "harbour-1.0" else ""
        name = text.splitlines()[0].title() + f" {license_id[-3:]}" * license_id.startswith("harbour")
        encoding = _ENCODING.format(id=license_id, name=name, sha256=sha256_of_text(text), anchor=anchor)
        (folder / f"{license_id}.yaml").write_text(encoding, encoding="utf-8")
    if fingerprints:
        (folder / FILE).write_text(written(of_folder(folder_of_texts(folder / "texts"), Places((folder,)))), encoding="utf-8")
    return folder
