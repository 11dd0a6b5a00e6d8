"""Bytes go in, what tells them from all others comes out."""

import hashlib
from functools import partial
from pathlib import Path

SIZE = 16
"""Bytes of a digest."""
_blake2b = partial(hashlib.blake2b, digest_size=SIZE)


def digest_of(data: bytes) -> str:
    """Return the digest by which contents are told apart (128 bits, hexadecimal)."""
    return _blake2b(data).hexdigest()


def seal_of(data: bytes) -> bytes:
    """Return the digest as bytes, as it stands before what it seals."""
    return _blake2b(data).digest()


def digest_of_file(path: str | Path) -> str:
    """Return the digest of a file, which need not fit into memory; raises OSError."""
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, _blake2b).hexdigest()
