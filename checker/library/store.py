"""The library as a whole: vocabulary, encodings and catalog, each file read only when something needs it.

The modules that build a thing from its file are imported where they are used: most runs find it compiled.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from checker.domain.hub_license import HubLicense
from checker.domain.license import License
from checker.domain.model import Model
from checker.domain.model_family import ModelFamily
from checker.domain.profile import Profile
from checker.domain.vocabulary import Vocabulary
from checker.errors import InputError, Problem
from checker.language.typecheck import nearest
from checker.library import catalog, profile
from checker.library.catalog import CatalogFile
from checker.library.compiled import CompiledCache, key_of
from checker.library.names import NameIndex
from checker.library.places import Places
from checker.textio.digest import sha256_of_bytes
from checker.textio.document import load, parse, read_bytes

if TYPE_CHECKING:
    from checker.domain.decision import DecisionBook
    from checker.domain.manifest import Manifest
    from checker.library.cases import Example, Harmless


@dataclass
class Library:
    """Everything that lies in the folders of encodings."""

    places: Places
    cache: CompiledCache = field(default_factory=CompiledCache.of_the_user)
    _licenses: dict[str, License] = field(default_factory=dict)
    _catalogs: dict[str, CatalogFile] = field(default_factory=dict)
    """By path as text: a Path costs more to make than a model to look up."""

    def _read(self, path: Path) -> bytes:
        return read_bytes(path, self.places.shown(path))

    def _name(self, path: Path) -> str:
        """The path within its folder of encodings, the same wherever that folder lies."""
        for number, root in enumerate(self.places.roots):
            if path.is_relative_to(root):
                return f"{number}:{path.relative_to(root).as_posix()}"
        return path.as_posix()

    @cached_property
    def sha256(self) -> str:
        """Digest of the names and contents of every encoding, catalog and vocabulary file, whatever a run has used of them."""
        files = [path for folder in ("", "catalog", "vocabulary") for path in self.places.files(folder)]
        key = key_of(_stamps(files))
        known = self.cache.get("digest", key)
        if not isinstance(known, str):
            lines = sorted(f"{sha256_of_bytes(self._read(path))}  {self._name(path)}\n" for path in files)
            known = sha256_of_bytes("".join(lines).encode())
            self.cache.put("digest", key, known)
        return known

    @cached_property
    def _vocabulary_key(self) -> tuple[str, dict[Path, bytes]]:
        files = {path: self._read(path) for path in self.places.files("vocabulary")}
        return key_of(*(part for path, data in files.items() for part in (path.name, data))), files

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary. Raises InputError with everything that is wrong in its files."""
        key, files = self._vocabulary_key
        known = self.cache.get("vocabulary", key)
        if isinstance(known, Vocabulary):
            return known
        from checker.library import vocabulary

        built = vocabulary.build([parse(data, self.places.shown(path)) for path, data in files.items()])
        self.cache.put("vocabulary", key, built)
        return built

    @cached_property
    def hub_licenses(self) -> Mapping[str, HubLicense]:
        """What the license identifiers of the Hub stand for. Raises InputError with everything that is wrong in their files."""
        key = key_of(self._vocabulary_key[0], *sorted(self.license_ids))
        known = self.cache.get("hub-licenses", key)
        if isinstance(known, dict):
            return known
        from checker.library import hub_licenses

        documents = [parse(data, self.places.shown(path)) for path, data in self._vocabulary_key[1].items()]
        built = hub_licenses.build(filter(hub_licenses.is_of_the_hub, documents), self.license_ids)
        self.cache.put("hub-licenses", key, built)
        return built

    @cached_property
    def model_families(self) -> tuple[ModelFamily, ...]:
        """Families of models whose terms bind all that is made from them. Raises InputError with all that is wrong in their files."""
        key = key_of(self._vocabulary_key[0], *sorted(self.license_ids))
        known = self.cache.get("model-families", key)
        if isinstance(known, tuple):
            return known
        from checker.library import model_families

        documents = [parse(data, self.places.shown(path)) for path, data in self._vocabulary_key[1].items()]
        built = model_families.build(documents, self.license_ids)
        self.cache.put("model-families", key, built)
        return built

    @cached_property
    def license_ids(self) -> frozenset[str]:
        """The ids of all encodings; none of the files is opened for it."""
        return frozenset(self.places.license_ids())

    def license(self, license_id: str) -> License | None:
        """One encoding with nothing it incorporates; None where there is no such file. Raises InputError for a wrong one."""
        known = self._licenses.get(license_id)
        if known is not None:
            return known
        path = self.places.license_file(license_id)
        if path is None:
            return None
        data = self._read(path)
        key = key_of(self._vocabulary_key[0], license_id, data)
        cached = self.cache.get("license", key)
        if isinstance(cached, License):
            self._check_incorporated(cached, path, data)
            self._licenses[license_id] = cached
            return cached
        from checker.library import licenses

        built = licenses.build(parse(data, self.places.shown(path)), license_id, self.vocabulary)
        self._check_incorporated(built, path, data)
        self.cache.put("license", key, built)
        self._licenses[license_id] = built
        return built

    def _check_incorporated(self, built: License, path: Path, data: bytes) -> None:
        missing = [(index, part) for index, part in enumerate(built.incorporates) if self.places.license_file(part) is None]
        if missing:
            document = parse(data, self.places.shown(path))
            hints = {part: nearest(part, self.license_ids) for _, part in missing}
            raise InputError(
                document.problem(("license", "incorporates", index), f"`{part}`, which it incorporates, is not encoded", hints[part])
                for index, part in missing
            )

    def with_incorporated(self, wanted: Iterable[str]) -> dict[str, License]:
        """Some encodings and everything they incorporate, by id; unknown ids are left out."""
        found: dict[str, License] = {}
        problems: list[Problem] = []
        waiting = list(wanted)
        while waiting:
            license_id = waiting.pop()
            if license_id in found:
                continue
            try:
                license = self.license(license_id)
            except InputError as error:
                problems += error.problems
                continue
            if license is not None:
                found[license_id] = license
                waiting += license.incorporates
        if problems:
            raise InputError(problems)
        return found

    def _catalog(self, shown: str) -> CatalogFile:
        known = self._catalogs.get(shown)
        if known is not None:
            return known
        path = Path(shown)
        data = self._read(path)
        key = key_of(self._vocabulary_key[0], data)
        cached = self.cache.get("catalog", key)
        if not isinstance(cached, CatalogFile):
            cached = catalog.build(parse(data, self.places.shown(path)), self.vocabulary)
            self.cache.put("catalog", key, cached)
        self._catalogs[shown] = cached
        return cached

    @cached_property
    def names(self) -> NameIndex:
        """Which file knows a model of which name; kept for as long as no catalog file changes."""
        files = list(self.places.files("catalog"))
        key = key_of(self._vocabulary_key[0], _stamps(files))
        known = self.cache.get("names", key)
        if isinstance(known, NameIndex):
            return known
        problems: list[Problem] = []
        contents: dict[str, CatalogFile] = {}
        for path in files:
            try:
                contents[str(path)] = self._catalog(str(path))
            except InputError as error:
                problems += error.problems
        if problems:
            raise InputError(problems)
        index = NameIndex.of(contents)
        self.cache.put("names", key, index)
        return index

    def model(self, name: str) -> Model | None:
        """The model of that id or alias, the user's own entry before the shipped one; None where the catalog knows none."""
        entry = self.names.find(name)
        return None if entry is None else self._catalog(entry.path).models[entry.id]

    def all_models(self) -> list[Model]:
        """Every model of the catalog, sorted by publisher and id."""
        entries = self.names.entries()
        models = [self._catalog(entry.path).models[entry.id] for entry in entries]
        return sorted(models, key=lambda model: (model.publisher.casefold(), model.id.casefold()))

    def catalog_files(self) -> Mapping[Path, CatalogFile]:
        """Every catalog file with its models."""
        return {path: self._catalog(str(path)) for path in self.places.files("catalog")}

    def examples(self, license_id: str) -> list[Example]:
        """The cases of an encoding; none where there is no file of them. Raises InputError for a wrong one."""
        license = self.license(license_id)
        path = self._cases_file(license_id)
        if license is None or path is None:
            return []
        from checker.library import cases

        return cases.build(load(path, self.places.shown(path)), license, self.vocabulary)

    def harmless(self, license_id: str) -> list[Harmless]:
        """The mistakes in an encoding that its cases state to change nothing; ask for the cases first."""
        path = self._cases_file(license_id)
        if path is None:
            return []
        from checker.library import cases

        return cases.harmless(load(path, self.places.shown(path)))

    def _cases_file(self, license_id: str) -> Path | None:
        return next((file for root in reversed(self.places.roots) if (file := root / "cases" / f"{license_id}.yaml").is_file()), None)

    def profile(self, path: Path) -> Profile:
        """The profile in a file. Raises InputError with everything that is wrong in it."""
        return self.profile_of(read_bytes(path, str(path), when_missing=profile.TO_START_FROM), str(path))

    def profile_of(self, data: bytes, shown: str) -> Profile:
        """The profile in some bytes, named `shown` in messages."""
        key = key_of(self._vocabulary_key[0], data)
        shape_known = self.cache.get("profile-shape", key) is True
        built = profile.build(parse(data, shown), self.vocabulary, self.license_ids, lambda: self.hub_licenses, shape_known=shape_known)
        if not shape_known:
            self.cache.put("profile-shape", key, True)
        return replace(built, sha256=sha256_of_bytes(data))

    def manifest_of(self, data: bytes, shown: str, uses: Collection[str] | None = None, default: str = "") -> Manifest:
        """The manifest in some bytes, named `shown` in messages; `uses` are the ids it may name, `default` is the one where it names none.

        Raises InputError with everything that is wrong in it.
        """
        from checker.library import manifest  # most commands read none

        manifest.refuse_others(data, shown)
        key = key_of(self._vocabulary_key[0], data)
        known = self.cache.get("manifest-shape", key) is True
        built = manifest.build(
            parse(data, shown), self.vocabulary, self.license_ids, lambda: self.hub_licenses, uses=uses, default=default, shape_known=known
        )
        if not known:
            self.cache.put("manifest-shape", key, True)
        return built

    def decisions(self, path: Path) -> DecisionBook:
        """The decisions in a file. Raises InputError with everything that is wrong in it."""
        from checker.library import decisions  # most commands read none

        data = read_bytes(path, str(path), when_missing=decisions.TO_START_FROM)
        return replace(decisions.build(parse(data, str(path)), self.vocabulary), sha256=sha256_of_bytes(data))


def _stamps(files: Iterable[Path]) -> str:
    """What changes when a file does, without reading it; a file that is not there is told by whoever reads it."""
    stamps = []
    for path in files:
        try:
            status = path.stat()
        except OSError:
            stamps.append((str(path), 0, 0))
        else:
            stamps.append((str(path), status.st_mtime_ns, status.st_size))
    return repr(stamps)
