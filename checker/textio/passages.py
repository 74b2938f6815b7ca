"""Finds a passage of a license text by its anchor, and gives it back verbatim."""

from __future__ import annotations

from dataclasses import dataclass

from checker.textio.normal import tokens
from checker.textio.paragraphs import paragraphs
from checker.textio.section_names import Naming
from checker.textio.sections import sections


@dataclass(frozen=True)
class _Passage:
    line: int
    text: str
    tokens: tuple[str, ...]


class LicenseText:
    """A text at hand, cut into paragraphs and list items."""

    def __init__(self, text: str, naming: Naming | None = None) -> None:
        """`naming` is that of the text, where it is known already."""
        self._naming = naming or Naming(sections(text))
        begins = {label.line for label in self._naming.labels}
        self._passages = [_Passage(part.line, part.text, tuple(tokens(part.text))) for part in paragraphs(text, begins)]

    def passage(self, anchor: str, section: str) -> str | None:
        """The paragraph or list item that holds the anchor, verbatim; None where the text does not hold it.

        Where several do, the first that stands in the section is meant.
        """
        wanted = tuple(tokens(anchor))
        if not wanted:
            return None
        found = [passage for passage in self._passages if _holds(passage.tokens, wanted)]
        if not found:
            return self._across(wanted)
        spans = self._naming.spans(section) if len(found) > 1 else []
        at_section = [passage for passage in found if any(passage.line in span for span in spans)]
        return (at_section or found)[0].text.strip()

    def holds(self, anchor: str) -> bool:
        """Whether the anchor's words stand in the text, in this order and next to each other."""
        wanted = tuple(tokens(anchor))
        return bool(wanted) and (any(_holds(part.tokens, wanted) for part in self._passages) or self._across(wanted) is not None)

    def _across(self, wanted: tuple[str, ...]) -> str | None:
        """The paragraphs that an anchor spans, where no single one holds it."""
        for index in range(len(self._passages) - 1):
            pair = self._passages[index : index + 2]
            if _holds((*pair[0].tokens, *pair[1].tokens), wanted):
                return "\n".join(part.text.strip() for part in pair)
        return None


def _holds(words: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    first, length = wanted[0], len(wanted)
    return any(word == first and words[at : at + length] == wanted for at, word in enumerate(words))
