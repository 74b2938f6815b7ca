"""Names that services give to models of the catalog: only those that it states are known, and none by how it begins."""

from __future__ import annotations

import pytest

from checker.app.session import Session


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("meta.llama3-1-70b-instruct-v1:0", "meta-llama/Llama-3.1-70B-Instruct"),
        ("mistral.mixtral-8x7b-instruct-v0:1", "mistralai/Mixtral-8x7B-Instruct-v0.1"),
        ("anthropic.claude-3-5-sonnet-20241022-v2:0", "claude-3-5-sonnet-20241022"),
        ("llama3.2:3b", "meta-llama/Llama-3.2-3B-Instruct"),
    ],
)
def test_a_stated_name_leads_to_its_model(session: Session, name: str, model: str) -> None:
    entry = session.library.names.find(name)
    assert entry is not None
    assert entry.id == model


@pytest.mark.parametrize(
    "name", ["meta.llama3-1-70b-instruct-v9:0", "meta.llama3-1-70b-instruct", "anthropic.claude-9-v1:0", "llama3.2:3b-mine"]
)
def test_another_name_leads_nowhere(session: Session, name: str) -> None:
    assert session.library.names.find(name) is None
