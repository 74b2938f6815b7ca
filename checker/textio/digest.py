"""Digest of a file as it is. (Of a license text, whatever its layout: see `normal`.)"""

from __future__ import annotations

import hashlib


def sha256_of_bytes(data: bytes) -> str:
    """Hex sha256 of the bytes."""
    return hashlib.sha256(data).hexdigest()
