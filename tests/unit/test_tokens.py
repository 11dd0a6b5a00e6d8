"""The style sheets use the tokens: only one file chooses colours, fonts and sizes."""

import re
from pathlib import Path

import pytest

STYLES = Path(__file__).parents[2] / "templates" / "styles"
TOKENS = STYLES / "00-tokens.css"
SHEETS = sorted(set(STYLES.glob("*.css")) - {TOKENS})

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# A custom property cannot stand in the condition of a media query.
_CONDITION = re.compile(r"@media[^{]*")
_STRING = re.compile(r'"[^"]*"')
_CHOSEN = {
    "a colour": re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch|color)\("),
    "a named colour": re.compile(
        r":[^;}]*\b(?:white|black|red|gray|grey|Canvas|CanvasText|LinkText|Highlight)\b"
    ),
    "a size of its own": re.compile(r"(?<![\w.-])[\d.]+rem\b"),
    "a font": re.compile(r"\b(?:serif|sans-serif|monospace|Georgia|Arial|system-ui)\b(?!\))"),
}


def choices(css: str) -> list[str]:
    """Return what a sheet chooses by itself."""
    bare = _STRING.sub('""', _CONDITION.sub("@media ", _COMMENT.sub("", css)))
    return [
        f"{what}: {match[0]}" for what, form in _CHOSEN.items() for match in form.finditer(bare)
    ]


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_style_sheet_uses_tokens_only(path: Path) -> None:
    assert choices(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_every_token_that_is_used_exists(path: Path) -> None:
    defined = set(re.findall(r"(--[\w-]+):", TOKENS.read_text("utf-8")))
    local = set(re.findall(r"(--[\w-]+):", path.read_text("utf-8")))
    used = set(re.findall(r"var\((--[\w-]+)", path.read_text("utf-8")))
    assert used - defined - local == set()


def test_every_token_is_used() -> None:
    defined = set(re.findall(r"(--[\w-]+):", _COMMENT.sub("", TOKENS.read_text("utf-8"))))
    texts = " ".join(path.read_text("utf-8") for path in (*SHEETS, TOKENS))
    assert [name for name in sorted(defined) if f"var({name}" not in texts] == []


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("a{color:#fff}", "a colour: #fff"),
        ("a{color:rgb(1 2 3)}", "a colour: rgb("),
        ("a{border:1px solid white}", "a named colour"),
        ("a{margin:.5rem}", "a size of its own: .5rem"),
        ("a{font:1em Georgia,serif}", "a font: Georgia"),
        ("@media (min-width:48rem){a{margin:0 2rem}}", "a size of its own: 2rem"),
    ],
)
def test_a_choice_is_found(css: str, found: str) -> None:
    assert any(each.startswith(found) for each in choices(css))
