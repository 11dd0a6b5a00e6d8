"""A word goes in, the spellings by which texts are searched for it come out.

Small and capital letters, hyphens and spaces, singular and plural are the same. An all-capitals
word is another matter: `COP` is not a cop, so it is sought in capitals only.
"""

from collections.abc import Iterator

# What joins the words of a form: a line's end, a hyphen, a space that does not break.
_JOINTS = "\n\t\r-\u2010\u2011\u00a0\u202f"
_HISSES = ("s", "x", "z", "ch", "sh")


def joined(text: str) -> str:
    """Return `text`, of equal length, with plain spaces in place of hyphens and other spaces."""
    for joint in _JOINTS:
        text = text.replace(joint, " ")
    return text


def fold(text: str) -> str:
    """Return `text`, of equal length, in small letters with plain spaces between its words."""
    return lowered(joined(text))


def lowered(text: str) -> str:
    """Return `text`, of equal length, in small letters."""
    # The only letter that grows by being made small.
    return text.replace("\u0130", "I").lower()


def is_capitals(form: str) -> bool:
    """Whether a form is written in capitals throughout, and so must be in a text."""
    return form.isupper()


def form_key(form: str) -> str:
    """Return what two forms have in common that cannot be told apart in a text."""
    words = " ".join(joined(form).split())
    return words if is_capitals(form) else fold(words)


def spellings(form: str) -> Iterator[str]:
    """Yield the form and its English plurals, as `form_key` has them."""
    key = form_key(form)
    yield key
    yield f"{key}es" if key.lower().endswith(_HISSES) else f"{key}s"
    if key.endswith("y"):
        yield f"{key[:-1]}ies"
