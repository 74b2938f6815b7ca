"""Worlds for the shipped encodings, made once."""

from __future__ import annotations

import pytest

from checker.app.session import Session

from .worlds import Worlds


@pytest.fixture(scope="session")
def worlds(session: Session) -> Worlds:
    return Worlds(session)
