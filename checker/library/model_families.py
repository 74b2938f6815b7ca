"""Reads the families of models whose terms bind all that is made from them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from checker.domain.model_family import ModelFamily, spoken
from checker.errors import InputError, Problem
from checker.textio.document import Document

KIND = "model-families"


def build(documents: Iterable[Document], encodings: Collection[str]) -> tuple[ModelFamily, ...]:
    """The families of some files; a later file's takes the place of an earlier one's of that name.

    Raises InputError with everything that is wrong in any of the files.
    """
    from checker.library.model_families_shape import ModelFamiliesShape
    from checker.library.shape import problems_of

    found: dict[str, ModelFamily] = {}
    problems: list[Problem] = []
    for document in documents:
        if not isinstance(document.data, dict) or document.data.get("kind") != KIND:
            continue
        wrong = problems_of(document, ModelFamiliesShape)
        for name, entry in document.data["entries"].items() if not wrong else ():
            for key in ("names", "apart"):
                for index, part in enumerate(entry.get(key) or ()):
                    if part.strip("-") != spoken(part).strip("-") or not part.strip("-"):
                        hint = f"write it as `{spoken(part).strip('-')}`"
                        wrong.append(document.problem(("entries", name, key, index), f"no name is spoken as `{part}`", hint))
            for index, begins in enumerate(entry["terms"]):
                if not any(license_id.startswith(begins) for license_id in encodings):
                    wrong.append(document.problem(("entries", name, "terms", index), f"no encoding begins with `{begins}`"))
            found[name] = ModelFamily(name, tuple(entry["names"]), tuple(entry["terms"]), tuple(entry.get("apart") or ()))
        problems += wrong
    if problems:
        raise InputError(problems)
    return tuple(found.values())
