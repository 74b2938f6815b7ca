"""A first profile: what it asks for, how answers are checked, and how it comes to the disk."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from checker.domain.fact import FactDefinition, FactKind
from checker.domain.vocabulary import Vocabulary, Word
from checker.errors import Problem, UsageError
from checker.library.facts import UNKNOWN, FactReader
from checker.library.store import Library
from checker.textio.document import Document
from checker.textio.write import write_whole

SCHEMA_FILE = ".licheck/profile.schema.json"
"""Where the schema for editors lies, seen from the profile."""

Stated = str | bool | list[str]
"""A value as a profile states it."""

NAME, FIGURES_COUNT, USE_ID, MODELS = "organization.name", "organization.figures_count", "use.id", "use.models"


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that a first profile asks for."""

    name: str
    """Dotted name: that of a fact, or of another key of the profile."""
    flag: str
    help: str
    example: str
    """A value as it would stand in YAML, for the line that a user may uncomment."""
    repeatable: bool = False


TOPICS = (
    Topic(NAME, "--name", "Name of the organization.", "Your organization"),
    Topic("organization.kind", "--kind", "What the organization is, such as company or nonprofit.", "company"),
    Topic("organization.domicile", "--domicile", "Country of its principal place of business, such as DE.", "DE"),
    Topic("organization.industries", "--industry", "An industry it works in.", "[software]", repeatable=True),
    Topic("organization.monthly_active_users", "--monthly-active-users", "Of all its products, such as '41 million'.", "41 million"),
    Topic("organization.annual_revenue", "--annual-revenue", "Of the organization, such as '38 million EUR'.", "38 million EUR"),
    Topic(FIGURES_COUNT, "--figures-count", "Whose numbers these are: licensee or group.", "group"),
    Topic(USE_ID, "--use-id", "A name for what the models are used for.", "my-use"),
    Topic("use.purpose", "--purpose", "What the use is for, such as commercial or research.", "commercial"),
    Topic("use.production", "--production/--no-production", "Whether real work depends on it.", "true"),
    Topic("use.acts", "--act", "What is done with the models, such as run or serve.", "[run, serve]", repeatable=True),
    Topic("use.applications", "--application", "What they are used for, such as translation.", "[customer-support]", repeatable=True),
    Topic("use.audience", "--audience", "Who uses the result, such as consumers.", "business-customers"),
    Topic("use.regions", "--region", "A country where it is used and offered.", "[DE, FR]", repeatable=True),
    Topic(MODELS, "--model", "A model: an id of the catalog or the Hub.", "[meta-llama/Llama-4-Scout-17B-16E-Instruct]", repeatable=True),
)
"""Everything `licheck init` asks for, in the order of the profile."""

_WORDS = {"figures-count": {"licensee": "The licensee's numbers alone.", "group": "Those of the whole group, with its affiliates."}}
_OTHER_KEYS = (
    FactDefinition(NAME, FactKind.TEXT, "name", "The organization's name, as reports show it.", "What is the organization called?"),
    FactDefinition(
        FIGURES_COUNT, FactKind.CHOICE, "whose figures", "Whose numbers the figures are; the group's if left out.",
        "Do these figures count the licensee alone, or the group with its affiliates?", of="figures-count",
    ),
    FactDefinition(USE_ID, FactKind.TEXT, "id of the use", "A short name for one use of models.", "What shall the use be called?"),
    FactDefinition(
        MODELS, FactKind.NAMES, "models", "Ids of the catalog or the Hub; without any, the whole catalog is judged.",
        "Which models does it use?",
    ),
)  # fmt: skip
_TRUTHS = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}


@dataclass
class Starter:
    """Checks answers against the vocabulary and the catalog, with the very reader that profiles are read with."""

    library: Library
    vocabulary: Vocabulary = field(init=False)
    """The library's, and the few closed lists of a profile that are not in it."""

    def __post_init__(self) -> None:
        known = self.library.vocabulary
        more = {name: {word: Word(word, word, says) for word, says in words.items()} for name, words in _WORDS.items()}
        facts = {**known.facts, **{definition.name: definition for definition in _OTHER_KEYS}}
        self.vocabulary = replace(known, facts=facts, lists={**known.lists, **more})

    def definition(self, topic: Topic) -> FactDefinition:
        """What the vocabulary says about a topic."""
        return self.vocabulary.facts[topic.name]

    def words(self, topic: Topic) -> Mapping[str, Word]:
        """The closed list that a topic chooses from; empty for an open one."""
        return self.vocabulary.lists.get(self.vocabulary.list_of(self.definition(topic)), {})

    def split(self, topic: Topic, text: str) -> list[str]:
        """The parts of an answer in one line. Words of a list have no spaces, names of models may."""
        if not topic.repeatable:
            return [text.strip()]
        parts = re.split(r"[,\s]+" if self.words(topic) else r",", text)
        return [part.strip() for part in parts if part.strip()]

    def read(self, topic: Topic, parts: Sequence[str]) -> tuple[Stated | None, list[Problem]]:
        """What an answer states, or None where it states nothing (`unknown`) or is wrong; then the problems say how."""
        definition = self.definition(topic)
        parts = list(dict.fromkeys(part.strip() for part in parts))
        if parts == [UNKNOWN]:
            return None, []
        reader = FactReader(Document("", {}), self.vocabulary)
        for part in parts:
            _check_text(reader, part)
        if reader.problems:
            return None, reader.problems
        stated: Stated = parts if topic.repeatable else parts[0]
        if definition.kind is FactKind.TRUTH:
            stated = _TRUTHS.get(parts[0].lower(), parts[0])
        value = reader.read(definition, (topic.name,), stated)
        return (stated if value is not None else None), reader.problems

    def unknown_models(self, names: Sequence[str]) -> list[tuple[str, str]]:
        """The models that the catalog does not know, each with the nearest ones it does."""
        index = self.library.names
        return [(name, " or ".join(f"`{near}`" for near in index.nearest(name, 2))) for name in names if index.find(name) is None]


def foreign_currency(stated: Mapping[str, Stated]) -> str:
    """The currency of the revenue, where it needs an exchange rate; empty where it is in US dollars or not stated."""
    found = re.search(r"\b[A-Z]{3}\b", str(stated.get("organization.annual_revenue", "")))
    return found.group() if found and found.group() != "USD" else ""


def _check_text(reader: FactReader, text: str) -> None:
    if not text:
        reader.problem((), "is empty", "leave it out where it is not known")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        # What the system could not decode comes as lone surrogates, which no file in UTF-8 can hold.
        reader.problem((), "is not UTF-8 text")


def refuse_target(path: Path, *, force: bool) -> None:
    """Raises UsageError where no profile can be written to `path`, or only with `--force`."""
    if path.is_dir():
        raise UsageError(f"`{path}` is a directory; name a file in it, such as `{path / 'company.yaml'}`")
    if not path.parent.is_dir():
        raise UsageError(f"no such folder: `{path.parent}`; create it first")
    if path.exists() and not path.is_file():
        raise UsageError(f"`{path}` is not a regular file")
    if (path.exists() or path.is_symlink()) and not force:
        raise UsageError(f"`{path}` already exists; name another file, or replace it with `--force`")


def write(path: Path, profile: str, schema: str, *, force: bool) -> Path:
    """Writes the schema and the profile that points at it; the path of the schema. Raises UsageError where one cannot be written."""
    # Looked at again: the answers may have taken their time, and the file may be there by now.
    refuse_target(path, force=force)
    target = path.parent / SCHEMA_FILE
    try:
        target.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot create the folder `{target.parent}`: {(error.strerror or str(error)).lower()}") from None
    write_whole(target, schema)
    write_whole(path, profile)
    return target
