"""A name and those that are known go in, the one that was meant comes out."""

from collections.abc import Collection


def nearest_name(name: str, names: Collection[str]) -> str | None:
    """Return the known name most like `name`, or the only one that it abbreviates; else None."""
    from difflib import get_close_matches  # noqa: PLC0415 (few runs meet a wrong name)

    found = get_close_matches(name.lower(), list(names), n=1, cutoff=0.6)
    if found:
        return found[0]
    longer = [known for known in names if name and known.startswith(name.lower())]
    return longer[0] if len(longer) == 1 else None
