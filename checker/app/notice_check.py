"""Holds a product folder against what the duties ask for. What a machine cannot see is left to a person, and never called done."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from itertools import islice
from pathlib import Path

from checker.app.identify import Recognizer
from checker.app.product_files import Product, ProductFile
from checker.domain.notices import Checked, CheckState, NoticeCheck, NoticeItem, NoticeKind, Notices
from checker.domain.recognition import Part
from checker.domain.report import DutyStatus
from checker.engine.names import begins_with
from checker.errors import InputError
from checker.textio.literals import find, find_nearly, is_described

_NOTICE_FILE = re.compile(r"(?:third[-_ ]?party[-_ ]?)?notices?(?:\.(?:txt|md|rst|html?))?\Z", re.IGNORECASE)
_MAY_BE_A_LICENSE = re.compile(r"licen[cs]e|copying|agreement|terms|notice|legal|eula|use[-_ ]policy", re.IGNORECASE)
_PLACES = 3
_BY_HAND = {
    NoticeKind.CREDIT: "whether the credit stands where recipients see it",
    NoticeKind.KEEP: "whether all notices that came with the model are still there",
    NoticeKind.TERMS: "whether your own terms say it",
    NoticeKind.CHANGES: "whether changed files or models say prominently that they were changed",
    NoticeKind.REPORT: "whether it was done",
    NoticeKind.OTHER: "whether it is in place",
    NoticeKind.CONDITION: "whether what the decision asks for is done",
}


def check(folder: Path, notices: Notices, recognizer: Recognizer) -> NoticeCheck:
    """Every item with what the folder has of it. Raises InputError where there is no folder."""
    product = Product.read(folder)
    checker = _Checker(product, recognizer)
    asked = [item for item in notices.items if item.status is not DutyStatus.CONDUCT]  # a way to behave stands in no folder
    checked = [found for item in asked for found in checker.check(item)]
    states = list(CheckState)
    checked.sort(key=lambda found: states.index(found.state))
    return NoticeCheck(str(folder), notices, tuple(checked), len(product.files), tuple(product.not_read))


class _Checker:
    """Looks for single items in a folder."""

    def __init__(self, product: Product, recognizer: Recognizer) -> None:
        self.product = product
        self.recognizer = recognizer

    def check(self, item: NoticeItem) -> list[Checked]:
        """What the folder has of an item; part of it may be found, and the rest be for a person."""
        if item.status is DutyStatus.MAY_APPLY:
            return [Checked(item, CheckState.PERSON, f"whether it applies hangs on {', '.join(item.missing) or 'an open reading'}")]
        if item.kind is NoticeKind.NOTICE and item.text:
            return [self._notice(item)]
        if item.kind is NoticeKind.DISPLAY and item.text:
            return self._display(item)
        if item.kind is NoticeKind.COPY:
            return [self._copy(item)]
        if item.kind is NoticeKind.NAME and item.text:
            return [_name(item)]
        return [Checked(item, CheckState.PERSON, _BY_HAND.get(item.kind, "whether it is in place"), self._policy_places(item))]

    def _notice(self, item: NoticeItem) -> Checked:
        in_notices = [file for file in self.product.files if _NOTICE_FILE.match(file.path.name)]
        places = _places(in_notices, item.text)
        if places:
            return Checked(item, CheckState.FOUND, "the line stands in a notice file", places)
        elsewhere = _places(self.product.files, item.text)
        if elsewhere:
            return Checked(item, CheckState.PERSON, "the line stands there, but in no file named NOTICE", elsewhere)
        nearly = _places(in_notices, item.text, exactly=False)
        if nearly:
            return Checked(item, CheckState.MISSING, "the line stands there with other marks, letters or words in it", nearly)
        if not in_notices:
            return Checked(item, CheckState.MISSING, "there is no file named NOTICE")
        return Checked(
            item, CheckState.MISSING, "the line is in none of the notice files", tuple(file.shown for file in in_notices[:_PLACES])
        )

    def _display(self, item: NoticeItem) -> list[Checked]:
        if is_described(item.text):
            return [Checked(item, CheckState.PERSON, f"whether it is shown: {item.text}")]
        files = [file for file in self.product.files if not _NOTICE_FILE.match(file.path.name) and not self._is_license(file)]
        places = _places(files, item.text)
        if not places:
            nearly = _places(files, item.text, exactly=False)
            said = "the string is in no file" if not nearly else "the string stands there with other marks, letters or words in it"
            return [Checked(item, CheckState.MISSING, said, nearly)]
        where = f" ({item.where})" if item.where else ""
        return [
            Checked(item, CheckState.FOUND, "the string is in the files", places),
            Checked(item, CheckState.PERSON, f"whether users see it where it must stand{where}", places),
        ]

    def _copy(self, item: NoticeItem) -> Checked:
        if self.recognizer.prints.get(item.license) is None:
            return Checked(item, CheckState.PERSON, "the text was never seen, so no copy of it can be recognized", self._candidates())
        altered: list[tuple[ProductFile, Part]] = []
        for file, parts in self._recognized:
            for part in parts:
                if self._same_text(part.license, item.license):
                    if part.exact and not part.excerpt:
                        return Checked(item, CheckState.FOUND, "a copy is there, word for word", (f"{file.shown}:{part.first_line}",))
                    altered.append((file, part))
        if not altered:
            return Checked(item, CheckState.MISSING, "no file is a copy of it")
        file, part = altered[0]
        if part.excerpt:
            said = "only an excerpt of the text was ever seen, so the copy there cannot be compared"
            return Checked(item, CheckState.PERSON, said, (f"{file.shown}:{part.first_line}",))
        if part.whole:
            said = "a whole copy is there, with other words beside it"
            return Checked(item, CheckState.PERSON, said, (f"{file.shown}:{part.first_line}",))
        said = "the copy there is altered; `licheck identify` shows what differs"
        return Checked(item, CheckState.MISSING, said, (f"{file.shown}:{part.first_line}",))

    def _same_text(self, found: str, wanted: str) -> bool:
        """Whether a recognized text is the wanted one; two encodings may be of one text."""
        if found == wanted:
            return True
        one, other = self.recognizer.library.license(found), self.recognizer.library.license(wanted)
        return one is not None and other is not None and bool(one.text_sha256) and one.text_sha256 == other.text_sha256

    @cached_property
    def _recognized(self) -> list[tuple[ProductFile, tuple[Part, ...]]]:
        """The files that hold license texts, by what they say and not by what they are called."""
        found = []
        for file in self.product.files:
            if not _MAY_BE_A_LICENSE.search(file.shown) and file.path.suffix.lower() not in ("", ".txt", ".md", ".rst"):
                continue
            try:
                parts = self.recognizer.text(file.text).parts
            except InputError:
                continue
            if parts:
                found.append((file, parts))
        return found

    def _is_license(self, file: ProductFile) -> bool:
        return any(known is file for known, _ in self._recognized)

    def _candidates(self) -> tuple[str, ...]:
        return tuple(file.shown for file in self.product.files if _MAY_BE_A_LICENSE.search(file.path.name))[:_PLACES]

    def _policy_places(self, item: NoticeItem) -> tuple[str, ...]:
        """Where the address of a policy stands; that it does is a hint and no more."""
        addresses = [policy.source for policy in item.policies if policy.source]
        return tuple(place for address in addresses for place in _places(self.product.files, address))[:_PLACES]


def _name(item: NoticeItem) -> Checked:
    """Whether the stated name of the derivative carries what it must."""
    if not item.name:
        return Checked(item, CheckState.PERSON, "the profile does not state `derivative_name`, so the name cannot be looked at")
    prefix = item.duty == "name-prefix"
    if begins_with(item.name, item.text) if prefix else item.text in item.name:
        return Checked(item, CheckState.FOUND, f"the name `{item.name}` {'begins with' if prefix else 'contains'} it")
    return Checked(item, CheckState.MISSING, f"the name `{item.name}` does not {'begin with' if prefix else 'contain'} it")


def _places(files: Iterable[ProductFile], wanted: str, *, exactly: bool = True) -> tuple[str, ...]:
    """The first few places where a string stands, in the text or in what a reader of the page sees."""
    look = find if exactly else find_nearly
    places = (f"{file.shown}:{line}" for file in files for line in sorted({line for text in file.readings for line in look(text, wanted)}))
    return tuple(islice(places, _PLACES))
