"""Whether the name of a model begins as a license prescribes."""

import re

_SEPARATORS = re.compile(r"[\s_-]+")


def begins_with(name: str, prefix: str) -> bool:
    """Whether `name`, its owner aside, begins with `prefix`, however its words are joined.

    A repository cannot have a space in its name: `acme/Llama-3-Triage` begins with `Llama 3`. `Llama-30` does not, for a
    number that goes on is another number.
    """
    joined, start = (_SEPARATORS.sub(" ", text.strip()) for text in (name.rpartition("/")[2], prefix))
    after = joined.removeprefix(start)[:1]
    return joined.startswith(start) and not (start[-1:].isdigit() and after.isdigit())
