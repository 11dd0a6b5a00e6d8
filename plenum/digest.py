"""Bytes go in, what tells them from all others comes out."""

import hashlib
from functools import partial
from pathlib import Path

_blake2b = partial(hashlib.blake2b, digest_size=16)


def digest_of(data: bytes) -> str:
    """Return the digest by which contents are told apart (128 bits, hexadecimal)."""
    return _blake2b(data).hexdigest()


def digest_of_file(path: str | Path) -> str:
    """Return the digest of a file, which need not fit into memory; raises OSError."""
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, _blake2b).hexdigest()
