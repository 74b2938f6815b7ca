"""CycloneDX documents in XML, read into the same shape as those in JSON. What an XML file may refer to or declare is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from checker.errors import InputError, Problem
from checker.readers.interface import Source
from checker.textio.document import MAX_BYTES, Mark

_DEEPEST = 200


@dataclass
class Element:
    """One element of an XML document, without the namespace of its name."""

    name: str
    mark: Mark
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def child(self, *names: str) -> Element | None:
        """The first element below it on that way."""
        here: Element | None = self
        for name in names:
            here = next((found for found in here.children if found.name == name), None) if here is not None else None
        return here

    def said(self, *names: str) -> str:
        """The text of the first element on that way; empty where there is none."""
        found = self.child(*names)
        return found.text.strip() if found is not None else ""


def components(source: Source) -> Iterator[tuple[dict[str, Any], Mark]]:
    """Every component of the document that is no ancestor of another, as JSON would have it. Raises InputError for what is broken."""
    waiting = [_tree(source)]
    while waiting:
        here = waiting.pop(0)
        if here.name == "component":
            yield _component(here), (here.child("name") or here).mark
        waiting += [child for child in here.children if child.name != "ancestors"]


def _component(element: Element) -> dict[str, Any]:
    ancestors = element.child("pedigree", "ancestors")
    licenses = element.child("licenses")
    return {
        "type": element.attributes.get("type", ""),
        **{key: element.said(key) for key in ("group", "name", "version", "purl") if element.said(key)},
        "licenses": [_license(found) for found in licenses.children] if licenses is not None else [],
        "pedigree": {"ancestors": [_component(found) for found in ancestors.children] if ancestors is not None else []},
    }


def _license(element: Element) -> dict[str, Any]:
    if element.name == "expression":
        return {"expression": element.text.strip()}
    return {"license": {key: element.said(key) for key in ("id", "name", "url") if element.said(key)}}


def _tree(source: Source) -> Element:
    if source.size > MAX_BYTES:
        raise InputError([Problem(source.path, 0, 0, f"has more than the {MAX_BYTES:,} bytes licheck reads", "exclude it, or split it")])
    builder = _Builder(source.path)
    try:
        builder.parser.Parse(source.data, True)
    except expat.ExpatError as error:
        said = expat.ErrorString(error.code)
        raise InputError([Problem(source.path, error.lineno, error.offset + 1, f"is no XML that can be read: {said}", "")]) from None
    return builder.top


class _Builder:
    """Takes what the parser of the standard library meets. A document type is where entities come from, so there may be none."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.top = Element("", (1, 1))
        self._open = [self.top]
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._refuse

    def _mark(self) -> Mark:
        return self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) > _DEEPEST:
            raise InputError([Problem(self.path, *self._mark(), "is nested too deeply", "exclude it")])
        element = Element(name.rpartition(" ")[2], self._mark(), attributes)
        self._open[-1].children.append(element)
        self._open.append(element)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        self._open[-1].text += text

    def _refuse(self, *_declared: object) -> None:
        raise InputError([Problem(self.path, *self._mark(), "declares a document type, which licheck does not follow", "take it out")])
