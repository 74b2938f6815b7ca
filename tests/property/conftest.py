"""Worlds for the shipped encodings, made once."""

from __future__ import annotations

import pytest

from checker.app.session import Session

from .worlds import Worlds


@pytest.fixture(scope="session")
def worlds(session: Session) -> Worlds:
    made = Worlds(session)
    assert made.rulebooks, "loaded before anything is drawn, so that a wrong encoding is told as what it is"
    return made
