"""HTML goes in, with its comments set aside and later put back as they were.

What an editor has put into a comment is no part of the page: no link in it leads anywhere, and
no title or image in it is missed.
"""

import re

from plenum import lazy_re

# As browsers read it, for which `<!-->` is a whole comment.
_COMMENT = lazy_re.compile(r"<!--(?:-?>|.*?-->)", re.DOTALL)
_PLACE = lazy_re.compile(r"<!--([0-9]+)-->")


def set_aside(html: str) -> tuple[str, list[str]]:
    """Return the HTML with a number in place of each comment, and the comments by number."""
    comments: list[str] = []

    def number(match: re.Match[str]) -> str:
        comments.append(match[0])
        return f"<!--{len(comments) - 1}-->"

    # Behind the last end of a comment none is sought: each `<!--` would be read to the end.
    end = html.rfind("-->") + len("-->") if "-->" in html else 0
    return _COMMENT.sub(number, html[:end]) + html[end:], comments


def put_back(html: str, comments: list[str]) -> str:
    """Return the HTML with the comments that `set_aside` has taken out of it."""
    return _PLACE.sub(lambda match: comments[int(match[1])], html) if comments else html
