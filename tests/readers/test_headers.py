"""Headers of weights: GGUF and safetensors, whole, truncated and hostile. No weights are ever read."""

from __future__ import annotations

import io
import json
import struct
from typing import BinaryIO

import pytest

from checker.domain.model import Base, Relation
from checker.domain.sighting import FileReading, Role
from checker.errors import InputError
from checker.readers.gguf import GgufReader
from checker.readers.interface import Source
from checker.readers.safetensors import SafetensorsReader

TEXT, LIST, COUNT = 8, 9, 4
ONE = b"GGUF" + struct.pack("<IQQ", 3, 0, 1)
"""A header that announces one entry."""


class Endless(io.RawIOBase):
    """A file of many GB that never ends, and tells how much of it was read."""

    def __init__(self, head: bytes) -> None:
        self.head = head
        self.taken = 0

    def read(self, size: int = -1) -> bytes:
        assert size >= 0, "the whole file was asked for"
        data = self.head[self.taken : self.taken + size].ljust(size, b"\0")
        self.taken += size
        return data


def source(data: bytes, name: str, size: int | None = None) -> Source:
    return Source(name, len(data) if size is None else size, lambda: io.BytesIO(data))


def text(value: str) -> bytes:
    return struct.pack("<Q", len(value.encode())) + value.encode()


def gguf(entries: dict[str, str | list[str] | int], version: int = 3) -> bytes:
    data = b"GGUF" + struct.pack("<IQQ", version, 0, len(entries))
    for key, value in entries.items():
        data += text(key)
        if isinstance(value, str):
            data += struct.pack("<I", TEXT) + text(value)
        elif isinstance(value, int):
            data += struct.pack("<II", COUNT, value)
        else:
            data += struct.pack("<IIQ", LIST, TEXT, len(value)) + b"".join(text(item) for item in value)
    return data


def read_gguf(data: bytes) -> FileReading:
    return GgufReader().read(source(data, "model.gguf"))


class TestGguf:
    def test_the_header_names_model_license_and_bases(self) -> None:
        [found] = read_gguf(
            gguf(
                {
                    "general.architecture": "llama",
                    "tokenizer.ggml.tokens": ["a", "b", "c"],
                    "general.name": "Sailor 8B",
                    "general.repo_url": "https://huggingface.co/harbour/sailor-8b",
                    "general.license": "llama3.1",
                    "general.base_model.count": 1,
                    "general.base_model.0.name": "Llama 3.1 8B",
                    "general.base_model.0.repo_url": "https://huggingface.co/meta-llama/Llama-3.1-8B",
                }
            )
        ).sightings
        assert (found.role, found.model, found.license) == (Role.DESCRIBES, "harbour/sailor-8b", "llama3.1")
        assert found.bases == (Base("meta-llama/Llama-3.1-8B", Relation.QUANTIZED),)

    def test_two_bases_were_merged(self) -> None:
        addresses = {f"general.base_model.{n}.repo_url": f"https://huggingface.co/harbour/{n}" for n in range(2)}
        [found] = read_gguf(gguf({"general.name": "both", **addresses})).sightings
        assert [base.relation for base in found.bases] == [Relation.MERGE, Relation.MERGE]

    def test_a_header_that_names_nothing_is_told(self) -> None:
        reading = read_gguf(gguf({"general.architecture": "llama"}))
        assert reading.sightings == ()
        assert len(reading.not_understood) == 1

    def test_of_a_file_of_many_gigabytes_only_the_header_is_read(self) -> None:
        head = gguf({"general.name": "large"})
        streams: list[Endless] = []

        def opened() -> BinaryIO:
            streams.append(Endless(head))
            return streams[-1]  # type: ignore[return-value]

        GgufReader().read(Source("large.gguf", 40_000_000_000, opened))
        assert streams[-1].taken == len(head)

    @pytest.mark.parametrize("length", range(0, 60, 7))
    def test_one_that_breaks_off_is_told_and_never_half_read(self, length: int) -> None:
        data = gguf({"general.name": "whole", "general.license": "mit"})
        with pytest.raises(InputError, match=r"breaks off|is no GGUF"):
            read_gguf(data[:length])

    @pytest.mark.parametrize(
        ("data", "told"),
        [
            (b"GGUF" + struct.pack("<IQQ", 3, 0, 2**60), "entries of metadata"),
            (ONE + struct.pack("<Q", 2**62), "claims a text of"),
            (ONE + text("k") + struct.pack("<IIQ", LIST, TEXT, 2**62), "claims a list of"),
            (
                ONE + text("k") + struct.pack("<I", LIST) + struct.pack("<IQ", LIST, 1) * 9,
                "unknown kind",
            ),
            (ONE + text("k") + struct.pack("<I", 99), "unknown kind"),
            (b"GGUF" + struct.pack("<IQQ", 77, 0, 0), "version 77"),
            (b"NOPE" + bytes(64), "is no GGUF file"),
        ],
    )
    def test_absurd_claims_are_refused(self, data: bytes, told: str) -> None:
        with pytest.raises(InputError, match=told):
            read_gguf(data)


def safetensors(metadata: object) -> bytes:
    header = json.dumps({"__metadata__": metadata, "w": {"dtype": "F16", "shape": [1], "data_offsets": [0, 2]}}).encode()
    return struct.pack("<Q", len(header)) + header + b"\0\0"


def read_safetensors(data: bytes, size: int | None = None) -> FileReading:
    return SafetensorsReader().read(source(data, "lora.safetensors", size))


class TestSafetensors:
    def test_the_header_names_title_license_and_base(self) -> None:
        metadata = {"format": "pt", "modelspec.title": "Sea style", "modelspec.license": "mit", "base_model": "harbour/sailor-8b"}
        [found] = read_safetensors(safetensors(metadata)).sightings
        assert (found.model, found.license, found.bases) == ("Sea style", "mit", (Base("harbour/sailor-8b", Relation.FINETUNE),))

    @pytest.mark.parametrize("metadata", [{"format": "pt"}, None, [], "words", {"name": 3}])
    def test_a_header_that_names_nothing_is_told(self, metadata: object) -> None:
        reading = read_safetensors(safetensors(metadata))
        assert (reading.sightings, len(reading.not_understood)) == ((), 1)

    @pytest.mark.parametrize(
        ("data", "told"),
        [
            (b"", "breaks off"),
            (b"\x01\x02", "breaks off"),
            (struct.pack("<Q", 10**18) + b"{}", "claims a header of 1,000,000,000,000,000,000 bytes"),
            (struct.pack("<Q", 50) + b"{}", "claims a header"),
            (struct.pack("<Q", 2) + b"{]", "no JSON"),
            (struct.pack("<Q", 2) + b"[]", "no JSON object"),
            (struct.pack("<Q", 200_000) + b"[" * 200_000, "no JSON"),
        ],
    )
    def test_absurd_and_broken_headers_are_refused(self, data: bytes, told: str) -> None:
        with pytest.raises(InputError, match=told):
            read_safetensors(data)
