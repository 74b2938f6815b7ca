"""Words that are written in two ways and say the same: a copy of a license may use either.

After the guidelines by which the SPDX license list is matched (SPDX specification, annex on license matching: varietal spelling, and
`http` and `https` as one).
"""

from __future__ import annotations

from collections.abc import Sequence

_ENDINGS = (
    ("authoris", "authoriz"),
    ("customis", "customiz"),
    ("initialis", "initializ"),
    ("localis", "localiz"),
    ("minimis", "minimiz"),
    ("modernis", "moderniz"),
    ("optimis", "optimiz"),
    ("organis", "organiz"),
    ("recognis", "recogniz"),
    ("summaris", "summariz"),
    ("utilis", "utiliz"),
)
_ENDS = ("e", "ed", "es", "er", "ers", "ing", "ation", "ations", "able")
_SAME = {
    "https": "http",
    "licence": "license",
    "licences": "licenses",
    "licenced": "licensed",
    "licencee": "licensee",
    "licencor": "licensor",
    "sublicence": "sublicense",
    "sublicences": "sublicenses",
    "acknowledgement": "acknowledgment",
    "acknowledgements": "acknowledgments",
    "analogue": "analog",
    "artefact": "artifact",
    "artefacts": "artifacts",
    "behaviour": "behavior",
    "catalogue": "catalog",
    "centre": "center",
    "favour": "favor",
    "favourable": "favorable",
    "fulfil": "fulfill",
    "fulfilment": "fulfillment",
    "honour": "honor",
    "judgement": "judgment",
    "labour": "labor",
    "programme": "program",
    "programmes": "programs",
    "whilst": "while",
} | {f"{there}{end}": f"{here}{end}" for there, here in _ENDINGS for end in _ENDS}


def one_spelling(words: Sequence[str]) -> list[str]:
    """The words, each in one of the ways in which it is written."""
    same = _SAME
    return [same.get(word, word) for word in words]
