"""Shell scripts and Dockerfiles: the commands in them that start model servers or fetch models; variables are followed within the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from checker.domain.sighting import FileReading
from checker.readers.commands import Mention, arguments_only, mentions, of_environment, split
from checker.readers.interface import Reader, Source
from checker.readers.lines import Line, logical_lines
from checker.readers.names import is_template
from checker.readers.notes import Notes
from checker.readers.python_source import note_python

_ASSIGNMENT = re.compile(
    r"(?:export\s+|readonly\s+|local\s+|declare\s+(?:-\w+\s+)*)?"
    r"(?P<name>[A-Za-z_]\w*)=(?P<value>\"[^\"]*\"|'[^']*'|[^\s;&|]*)\s*(?:#.*)?\Z"
)
_DEFAULT = re.compile(r"\$\{(?P<name>[A-Za-z_]\w*):?[-=](?P<value>[^}]*)\}")
_VARIABLE = re.compile(r"\$(?:\{(?P<braced>[A-Za-z_]\w*)\}|(?P<plain>[A-Za-z_]\w*))")
_SHEBANG = re.compile(rb"#!.*\b(?:ba|z|k|da)?sh\b")
_SPEAKS = re.compile(r"vllm|sglang|ollama|text-generation|text-embeddings|huggingface|hf download|llama-|--model")
_INSTRUCTION = re.compile(r"\s*(?P<word>[A-Za-z]+)\s+(?P<rest>.*)", re.DOTALL)


class Variables:
    """What the variables of a script are set to, as far as it says so itself."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def set(self, name: str, value: str) -> None:
        """Notes an assignment; one that is changed later on is no longer followed."""
        expanded = self.expanded(value)
        self._known[name] = expanded if name not in self._known or self._known[name] == expanded else "${" + name + "}"

    def expanded(self, text: str) -> str:
        """`text` with the variables put in that are known; defaults stand for those that are not."""
        text = _DEFAULT.sub(lambda match: self._known.get(match["name"], match["value"]), text)
        return _VARIABLE.sub(lambda match: self._known.get(match["braced"] or match["plain"], match.group()), text)


class ShellReader(Reader):
    """Model servers started, and models fetched, by a shell script."""

    name = "shell"
    reads = "shell scripts (vLLM, TGI, SGLang, llama.cpp, Ollama, Hugging Face command line)"

    def recognizes(self, source: Source) -> bool:
        return source.ending in (".sh", ".bash", ".zsh") or (not source.is_of_another_kind and bool(_SHEBANG.match(source.head)))

    def read(self, source: Source) -> FileReading:
        notes = Notes(source.path, self.name)
        variables = Variables()
        for line in logical_lines(source):
            assigned = _ASSIGNMENT.match(line.text.strip())
            if assigned:
                variables.set(assigned["name"], _bare(assigned["value"]))
            else:
                note_command(line.text, line, variables, notes)
        return notes.reading()


class DockerfileReader(Reader):
    """Model servers started, and models fetched, while an image is built or run."""

    name = "dockerfile"
    reads = "Dockerfiles (vLLM, TGI, SGLang, llama.cpp, Ollama, Hugging Face command line)"

    def recognizes(self, source: Source) -> bool:
        name = source.file_name.lower()
        return name in ("dockerfile", "containerfile") or name.startswith("dockerfile.") or name.endswith(".dockerfile")

    def read(self, source: Source) -> FileReading:
        notes = Notes(source.path, self.name)
        variables = Variables()
        stage = _Stage()
        for line in logical_lines(source):
            instruction = _INSTRUCTION.match(line.text)
            if instruction is None or line.text.lstrip().startswith("#"):
                continue
            word, rest = instruction["word"].upper(), instruction["rest"].strip()
            if word in ("ENV", "ARG"):
                _environment(rest, line, variables, notes, served=word == "ENV")
            elif word == "FROM":
                stage = _Stage(variables.expanded(rest).casefold())
            elif word == "RUN":
                note_command(_exec_form(rest), line, variables, notes)
            elif word in ("CMD", "ENTRYPOINT"):
                for mention in stage.started(word, split(variables.expanded(_exec_form(rest))) or []):
                    _note(mention, line, notes)
        return notes.reading()


@dataclass
class _Stage:
    """What an image is made from, and which program it starts."""

    image: str = ""
    entrypoint: list[str] = field(default_factory=list)

    def started(self, word: str, words: list[str]) -> list[Mention]:
        """The models of a command or of the arguments that the entry point is given: its own, or that of the image it is made from."""
        if word == "ENTRYPOINT":
            self.entrypoint = words
        named = list(mentions(words)) or (list(mentions([*self.entrypoint, *words])) if word == "CMD" else [])
        return named or ([] if self.entrypoint else list(arguments_only(words, self.image)))


def note_command(text: str, line: Line, variables: Variables, notes: Notes) -> None:
    """Notes the models of one command line, variables put in."""
    words = split(variables.expanded(text))
    if words is None:
        if _SPEAKS.search(text):
            notes.unclear(line.mark, "a quote goes on in the next line, so the command was not followed", "close the quote in its line")
        return
    for mention in mentions(words):
        _note(mention, line, notes)
    for index, word in enumerate(words[1:-1], 1):
        if word == "-c" and words[index - 1].rsplit("/", 1)[-1].startswith("python"):
            _program(words[index + 1], line, notes)


def _program(code: str, line: Line, notes: Notes) -> None:
    """Python that stands in a command."""
    places = {}
    for number, text in enumerate(code.splitlines(), 1):
        at = line.mark_of(text)
        places[number] = (at[0], at[1] - 1)
    note_python(code, notes, places)


def _note(mention: Mention, line: Line, notes: Notes) -> None:
    notes.uses(mention.named, line.mark_of(mention.written), written=mention.written)


def _environment(rest: str, line: Line, variables: Variables, notes: Notes, *, served: bool) -> None:
    for name, value in _pairs(rest):
        variables.set(name, value)
        mention = of_environment(name, variables.expanded(value)) if served else None
        if mention is not None and "/" in mention.written and not is_template(mention.written):
            _note(mention, line, notes)


def _pairs(rest: str) -> Iterator[tuple[str, str]]:
    """`NAME=value NAME=value`, or the old form `NAME value`."""
    words = split(rest) or []
    if words and "=" not in words[0]:
        yield words[0], " ".join(words[1:])
        return
    for word in words:
        name, _, value = word.partition("=")
        yield name, value


def _exec_form(rest: str) -> str:
    """A command in the form of a JSON list, as words of a shell."""
    if not rest.startswith("["):
        return rest
    try:
        words = json.loads(rest)
    except ValueError:
        return rest
    return " ".join(_shell_word(str(word)) for word in words) if isinstance(words, list) else rest


def _shell_word(word: str) -> str:
    return "'" + word.replace("'", "'\\''") + "'" if re.search(r"[\s'\"#]", word) else word


def _bare(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
