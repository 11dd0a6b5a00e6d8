"""Notes to oneself: what an editor types where words are still to come."""

from plenum import lazy_re

PLACEHOLDER = lazy_re.compile(
    r"\b(?:TODO|TBD|FIXME|XXX|TK TK)\b|\b[Ll]orem ipsum\b|\{\{[A-Z_]+\}\}"
)
