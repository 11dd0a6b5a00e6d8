"""The text that stands for a picture goes in, whether it is only the name of a file comes out."""

import re

from plenum import lazy_re

_FILE_NAME = lazy_re.compile(
    r"[^\s/]+\.(?:png|jpe?g|gif|webp|avif|svg|heic)|(?:IMG|DSCN?|PXL|MVIMG|P)_?[0-9]{3,}[\w-]*",
    re.IGNORECASE,
)


def is_file_name(alt: str) -> bool:
    """Whether a text says no more than a camera or a folder does: `IMG_2041`, `unit.png`."""
    return _FILE_NAME.fullmatch(alt.strip()) is not None
