"""What stands on a social card goes in, its picture comes out: a PNG of 16 colours.

Nothing depends on the machine: the font lies beside this module (Literata, SIL Open Font
License), and letters are set by Pillow's own layout, which knows no fonts of the system.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont

from plenum.model.card import CARD_HEIGHT, CARD_WIDTH, Colours, SocialCard

_FONT = Path(__file__).with_name("fonts") / "literata-semibold.ttf"
_MARGIN = 80
_WIDTH = CARD_WIDTH - 2 * _MARGIN
_KICKER_TOP = 92
_TITLE_TOP = 160
_TITLE_HEIGHT = 330
_SIZES = (84, 76, 68, 60, 54, 48, 42, 36)
"""Of the title in pixels: the largest at which it fits."""
_LEADING = 1.2
_SMALL = 34
_SITE_TOP = 525
_LONGEST = 300
_LEAST_SHARE = 0.8
_CLOSE = 8
"""Pixels; lines need not be balanced better."""
# The palette: paper, eight steps to the ink, five to the muted text, the two accents.
_INK = 8
_MUTED = 5
_MUTED_FIRST = _INK + 1
_HEAT = 14
_COOL = 15


def draw_card(card: SocialCard) -> bytes:
    """Return the card as PNG."""
    canvas = Image.new("L", (CARD_WIDTH, CARD_HEIGHT), 0)
    pen = ImageDraw.Draw(canvas)
    # The mark of the site's icon: warm above, cool below.
    pen.rectangle((0, 0, CARD_WIDTH, 11), fill=_HEAT)
    pen.rectangle((0, CARD_HEIGHT - 12, CARD_WIDTH, CARD_HEIGHT), fill=_COOL)
    site = _fitting(card.site, _font(_SMALL))
    kicker = _fitting(card.kicker, _font(_SMALL))
    if kicker:
        _write_muted(canvas, (_MARGIN, _KICKER_TOP), kicker)
    # A title in a script that the font has not is not drawn in boxes: the site speaks for it.
    title = _drawable(card.title) or _drawable(card.site)
    font, lines = _title(title)
    leading = round(font.size * _LEADING)
    for number, line in enumerate(lines):
        pen.text((_MARGIN, _TITLE_TOP + number * leading), line, font=font, fill=_INK)
    if site and site != title:
        pen.text((_MARGIN, _SITE_TOP), site, font=_font(_SMALL), fill=_INK)
    picture = Image.frombytes("P", canvas.size, canvas.tobytes())
    picture.putpalette(_palette(card.colours))
    buffer = BytesIO()
    picture.save(buffer, "PNG", bits=4, compress_level=6)
    return buffer.getvalue()


@cache
def _font(size: int) -> FreeTypeFont:
    return ImageFont.truetype(_FONT, size, layout_engine=ImageFont.Layout.BASIC)


def _palette(colours: Colours) -> list[int]:
    paper = _rgb(colours.paper)
    steps = [_between(paper, _rgb(colours.ink), step / _INK) for step in range(_INK + 1)]
    steps += [_between(paper, _rgb(colours.muted), s / _MUTED) for s in range(1, _MUTED + 1)]
    return [
        part for colour in (*steps, _rgb(colours.accent), _rgb(colours.second)) for part in colour
    ]


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _between(
    first: tuple[int, int, int], second: tuple[int, int, int], share: float
) -> tuple[int, int, int]:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def _write_muted(canvas: Image.Image, place: tuple[int, int], text: str) -> None:
    """Write in the steps of the palette that lead from paper to the muted colour."""
    strip = Image.new("L", (_WIDTH, 2 * _SMALL), 0)
    ImageDraw.Draw(strip).text((0, 0), text, font=_font(_SMALL), fill=_MUTED)
    canvas.paste(strip.point(lambda step: step + _MUTED_FIRST - 1 if step else 0), place)


# -- the letters ----------------------------------------------------------------------------


@cache
def _is_drawable(character: str) -> bool:
    """Whether the font has the letter: for others it draws nothing at all."""
    return character == " " or _font(_SMALL).getmask(character).getbbox() is not None


def _drawable(text: str) -> str:
    """Return what can be drawn of a text; nothing where too little of its words would be left."""
    plain = " ".join(unicodedata.normalize("NFC", text[:_LONGEST]).split())
    kept = "".join(c for c in plain if _is_drawable(c))
    if _letters(kept) < _LEAST_SHARE * _letters(plain):
        return ""
    return " ".join(kept.split())


def _letters(text: str) -> int:
    return sum(character.isalnum() for character in text)


def _fitting(text: str, font: FreeTypeFont) -> str:
    """Return a text that stays on one line."""
    return _cut(_drawable(text), font)


def _cut(text: str, font: FreeTypeFont) -> str:
    """Return the text, with an ellipsis where it is wider than the card."""
    if font.getlength(text) <= _WIDTH:
        return text
    while text and font.getlength(f"{text}…") > _WIDTH:
        text = text[:-1]
    return f"{text.rstrip()}…"


# -- the lines of the title -----------------------------------------------------------------


def _title(text: str) -> tuple[FreeTypeFont, list[str]]:
    """Return the title's lines in the largest letters in which they fit."""
    words = text.split()
    for size in _SIZES:
        font = _font(size)
        lines = _lines(words, font, _WIDTH)
        room = _TITLE_HEIGHT // round(size * _LEADING)
        if len(lines) <= room and all(font.getlength(line) <= _WIDTH for line in lines):
            return font, _balanced(words, font, len(lines))
    font = _font(_SIZES[-1])
    room = _TITLE_HEIGHT // round(_SIZES[-1] * _LEADING)
    lines = _lines(words, font, _WIDTH)
    last = " ".join(lines[room - 1 :])
    return font, [_cut(line, font) for line in (*lines[: room - 1], last) if line]


def _balanced(words: Sequence[str], font: FreeTypeFont, count: int) -> list[str]:
    """Return as many lines, the widest of them as narrow as can be."""
    low, high = 0, _WIDTH
    while high - low > _CLOSE:
        middle = (low + high) // 2
        lines = _lines(words, font, middle)
        fits = len(lines) <= count and all(font.getlength(line) <= middle for line in lines)
        low, high = (low, middle) if fits else (middle, high)
    return _lines(words, font, high)


def _lines(words: Iterable[str], font: FreeTypeFont, width: int) -> list[str]:
    """Put as many words into each line as go into `width` pixels."""
    lines: list[str] = []
    space = font.getlength(" ")
    room = 0.0
    for word in words:
        length = font.getlength(word)
        if lines and length + space <= room:
            lines[-1] += f" {word}"
            room -= length + space
        else:
            lines.append(word)
            room = width - length
    return lines
