"""A desk to judge at, with the shipped vocabulary and nothing on it."""

from __future__ import annotations

import pytest

from checker.app.session import Session

from .tiny import Desk


@pytest.fixture
def desk(session: Session) -> Desk:
    return Desk(session.library.vocabulary)
