"""Every reader there is."""

from __future__ import annotations

from checker.readers.interface import Reader

READERS: dict[str, Reader] = {}
"""Reader by name, in the order in which they are asked; more than one may recognize a file."""
