"""Measures how well `licheck identify` tells altered license texts from the licenses themselves.

usage: python benchmarks/recognition.py [TEXTS] [ROUNDS]

TEXTS is a folder of texts named `<license-id>.txt`, ../shared/texts if left out. Each text is tried as it is, laid out in other ways
(which must stay exact), and altered by a script in ROUNDS ways by chance, the same ones in each run (which must never be called exact):
one sentence removed, one number changed, one word put in, a paragraph added, the licensor renamed, and these again reflowed and escaped
as HTML. Prints for each alteration how often the text was told as altered, how often under its own name, and how often with the section
that the alteration stands in. What is called exact in spite of an alteration is listed with the reason: it is a false exact unless what
is left is another license word for word, or the alteration hit the copyright notice of a template, which may be anybody's.
Exit code 1 where there is a false exact, or a layout that is not recognized.
"""

from __future__ import annotations

import html
import itertools
import random
import re
import sys
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from checker.app.identify import Recognizer
from checker.domain.recognition import Outcome, Recognition
from checker.textio.normal import sha256_of_text, tokens
from checker.textio.plain import is_html, without_html
from checker.textio.units import units

TEXTS = Path(__file__).resolve().parents[2] / "shared" / "texts"
ADDED = "\n\nWhoever paints the tower in the colors of another harbor loses what this page gives."


@dataclass(frozen=True)
class Altered:
    """A text with one alteration, and the stretch of the old text where it was made."""

    text: str
    start: int
    end: int


def reflowed(text: str) -> str:
    """The same words in lines of another width, none broken within a word or an address."""
    return "\n\n".join(textwrap.fill(part, 66, break_long_words=False, break_on_hyphens=False) for part in re.split(r"\n\s*\n", text))


def page(text: str) -> str:
    """The text as a page of HTML."""
    return "<!doctype html><html><body>" + "".join(f"<p>{html.escape(part)}</p>\n" for part in text.split("\n\n")) + "</body></html>"


LAYOUTS: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "reflowed": reflowed,
    "escaped as HTML": html.escape,
    "a page of HTML": page,
    "lines of Windows": lambda text: "\ufeff" + text.replace("\n", "\r\n"),
    "commented out": lambda text: "".join(f"# {line}\n" for line in text.splitlines()),
}


def without_sentence(text: str, chance: random.Random, _: str) -> Altered | None:
    """One sentence of six words or more taken out."""
    cuts = [0, *(found.end() for found in re.finditer(r"(?<=[.;])\s+|(?<=[。；])", text)), len(text)]
    spans = [(start, end) for start, end in itertools.pairwise(cuts) if len(tokens(text[start:end])) >= 6]
    if len(spans) < 3:
        return None
    start, end = chance.choice(spans)
    return Altered(f"{text[:start]} {text[end:]}", start, end)


def other_number(text: str, chance: random.Random, _: str) -> Altered | None:
    """One number made another."""
    numbers = list(re.finditer(r"(?<![\d.,])\d+", text))
    if not numbers:
        return None
    at = chance.choice(numbers)
    return Altered(f"{text[: at.start()]}{int(at.group()) * 3 + 7}{text[at.end() :]}", at.start(), at.end())


def negated(text: str, chance: random.Random, _: str) -> Altered | None:
    """A `not` put in."""
    verbs = list(re.finditer(r"\b(?:may|shall|must|will|is|are)\b", text))
    if not verbs:
        return None
    at = chance.choice(verbs).end()
    return Altered(f"{text[:at]} not{text[at:]}", at, at)


def extended(text: str, _: random.Random, __: str) -> Altered | None:
    """A paragraph added at the end."""
    return Altered(text + ADDED, len(text), len(text))


def renamed(text: str, _: random.Random, publisher: str) -> Altered | None:
    """The licensor named otherwise throughout."""
    at = text.find(publisher) if publisher else -1
    return Altered(text.replace(publisher, "Acme Widgets"), at, at + len(publisher)) if at >= 0 else None


ALTERATIONS: dict[str, Callable[[str, random.Random, str], Altered | None]] = {
    "a sentence removed": without_sentence,
    "a number changed": other_number,
    "a word put in": negated,
    "a paragraph added": extended,
    "licensor renamed": renamed,
}
ONCE = frozenset(["a paragraph added", "licensor renamed"])


def sections_of(text: str, altered: Altered) -> set[str]:
    """The sections of the text in which the alteration stands."""
    first = len(tokens(text[: altered.start]))
    last = max(first, len(tokens(text[: altered.end])) - 1)
    found, at = set(), 0
    for unit in units(text):
        if at <= last and first < at + len(unit.words):
            found.add(unit.section)
        at += len(unit.words)
    return found


def sections_told(found: Recognition, license_id: str) -> set[str]:
    """The sections that are told as changed; `""` for a change outside the numbered ones."""
    told = {section for part in found.parts if part.license == license_id for change in part.changes for section in change.sections}
    outside = any(not change.sections for part in found.parts if part.license == license_id for change in part.changes)
    return told | ({""} if outside else set())


def excuse(recognizer: Recognizer, license_id: str, text: str, found: Recognition) -> str:
    """Why a settled answer for an altered text is right; empty where it is not."""
    (part, *more) = found.parts
    if more:
        return ""
    known = {sha256 for print_ in recognizer.prints.prints if print_.license == part.license for sha256 in print_.hashes}
    heading = recognizer.prints.headings.get(part.license)
    if part.license != license_id and (sha256_of_text(text) in known or part.notices):
        return "what is left is another license word for word"
    if heading is not None and heading.template and part.notices:
        return "only the copyright notice of a template is another"
    return ""


@dataclass
class Tally:
    """What came of one alteration."""

    name: str
    tried: int = 0
    altered: int = 0
    named: int = 0
    near: int = 0
    placed: int = 0
    numbered: int = 0
    settled: Counter[str] | None = None

    def add(self, recognizer: Recognizer, license_id: str, text: str, made: Altered, form: Callable[[str], str]) -> str:
        """Tries one text; returns the license that it was falsely called, if any."""
        found = recognizer.text(form(made.text))
        self.tried += 1
        if found.is_settled:
            why = excuse(recognizer, license_id, made.text, found)
            self.settled = (self.settled or Counter()) + Counter([why or "FALSE EXACT"])
            return "" if why else found.parts[0].license
        self.altered += found.outcome in (Outcome.ALTERED, Outcome.SEVERAL)
        own = license_id in [part.license for part in found.parts]
        self.named += own
        self.near += not own and any(near.license == license_id for part in found.parts for near in part.near)
        if self.name.split(",")[0] not in ONCE and own:
            self.numbered += 1
            self.placed += bool(sections_of(text, made) & sections_told(found, license_id))
        return ""

    def line(self) -> str:
        """One line of the table."""
        places = f"{self.placed} of {self.numbered}" if self.numbered else "-"
        settled = "; ".join(f"{count} exact: {why}" for why, count in sorted((self.settled or Counter()).items()))
        return f"{self.name:32} {self.tried:6} {self.altered:8} {self.named:9} {self.near:8} {places:>16}  {settled}"


def shown(text: str) -> str:
    """The hash of what a reader sees: a number within a tag of HTML is not part of it."""
    return sha256_of_text(without_html(text) if is_html(text) else text)


def altered_texts(texts: dict[str, str], how: str, rounds: int, recognizer: Recognizer) -> Iterator[tuple[str, Altered]]:
    """Every text with its alterations; those in which nothing can be altered are left out."""
    for license_id, text in texts.items():
        heading = recognizer.prints.headings.get(license_id)
        for round_ in range(1 if how in ONCE else rounds):
            chance = random.Random(f"{license_id} {how} {round_}")  # noqa: S311 - no secret hangs on it
            made = ALTERATIONS[how](text, chance, heading.publisher if heading else "")
            if made is not None and shown(made.text) != shown(text):
                yield license_id, made


def main() -> int:
    """Tries every layout and every alteration on every text."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else TEXTS
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    texts = {path.stem.removesuffix(".excerpt"): path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))}
    if not texts:
        print(__doc__)
        return 2
    recognizer = Recognizer.open()
    wrong: list[str] = []
    print(f"{len(texts)} texts\n\n{'layout':32} {'exact':>6} of")
    for name, layout in LAYOUTS.items():
        found = {license_id: recognizer.text(layout(text)) for license_id, text in texts.items()}
        right = [key for key, one in found.items() if [(part.license, part.exact) for part in one.parts] == [(key, True)]]
        wrong += [f"{name}: {key} is {found[key].outcome.value}" for key in texts if key not in right]
        print(f"{name:32} {len(right):6} {len(texts)}")
    print(f"\n{'alteration':32} {'tried':>6} {'altered':>8} {'its name':>9} {'as near':>8} {'right section':>16}")
    for how in ALTERATIONS:
        for name, form in ((how, str), (f"{how}, other layout", lambda text: html.escape(reflowed(text)))):
            tally = Tally(name)
            for license_id, made in altered_texts(texts, how, rounds, recognizer):
                called = tally.add(recognizer, license_id, texts[license_id], made, form)
                wrong += [f"{name}: {license_id} was called {called}"] if called else []
            print(tally.line(), flush=True)
    print("\n" + ("\n".join(wrong) or "no altered text was called the license itself, and every layout was recognized"))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
