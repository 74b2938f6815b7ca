"""Which files of a repository speak of its license."""

from __future__ import annotations

import pytest

from checker.hub.interface import FileKind
from checker.hub.legal_files import kind_of, legal, of_code


@pytest.mark.parametrize(
    "name",
    ["LICENSE", "LICENSE.txt", "license.md", "LICENCE", "COPYING", "LICENSE.pdf", "MODEL_LICENSE", "LICENSE-MODEL", "LICENSE.llama3",
     "Llama-3-LICENSE.txt", "LICENSE-2.0", "EULA.md", "UNLICENSE", "Terms-of-Use.md", "licenses/gemma.txt", "LICENSE_CODE",
     "licenses/LICENSE", "LICENSES/MIT"],
)  # fmt: skip
def test_licenses(name: str) -> None:
    assert kind_of(name) is FileKind.LICENSE


@pytest.mark.parametrize(
    "name", ["USE_POLICY.md", "use-policy", "ACCEPTABLE_USE_POLICY.txt", "Prohibited_Use_Policy.md", "usage_policy.md"]
)
def test_policies(name: str) -> None:
    assert kind_of(name) is FileKind.POLICY


@pytest.mark.parametrize("name", ["NOTICE", "Notice.txt", "NOTICES.md", "THIRD_PARTY_NOTICES.txt"])
def test_notices(name: str) -> None:
    assert kind_of(name) is FileKind.NOTICE


@pytest.mark.parametrize(
    "name", ["README.md", "config.json", "license_check.py", "licensed.safetensors", "onnx/LICENSE", "LICENSE.json", "model.bin", ""]
)
def test_others(name: str) -> None:
    assert kind_of(name) is None


def test_a_license_of_the_code_is_told_apart() -> None:
    assert [name for name in ("LICENSE-CODE", "LICENSE", "LICENSE-MODEL", "THIRD_PARTY_LICENSES") if of_code(name)] == [
        "LICENSE-CODE",
        "THIRD_PARTY_LICENSES",
    ]


@pytest.mark.parametrize("name", ["LICENSE-CodeLlama.txt", "LICENSE-decoder", "LICENSE_StarCoder", "codegen_LICENSE", "LICENSE-encodec"])
def test_the_name_of_a_model_with_code_in_it_is_not_about_code(name: str) -> None:
    assert kind_of(name) is FileKind.LICENSE
    assert not of_code(name)


def test_a_policy_is_one_in_a_folder_of_licenses_too() -> None:
    assert kind_of("licenses/USE_POLICY.md") is FileKind.POLICY


def test_they_come_sorted_and_once() -> None:
    assert legal(["NOTICE", "LICENSE", "x", "LICENSE"]) == [("LICENSE", FileKind.LICENSE), ("NOTICE", FileKind.NOTICE)]
