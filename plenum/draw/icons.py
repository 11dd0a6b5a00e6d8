"""One drawing goes in, the icons that browsers and telephones ask for come out.

This module is the only door to resvg, which turns an SVG into pixels. It gets what `read_svg`
lets through, and knows no fonts of the system: an icon's letters must be paths.
"""

from functools import lru_cache
from io import BytesIO

from plenum.cache import Store, key_of
from plenum.diagnostics import Diagnostic, Span, fault
from plenum.draw.svg import read_svg
from plenum.model.card import Colours
from plenum.model.icons import DRAWING, ICON, IconFile, Icons
from plenum.model.output import Output, Phase

_PLACE = f"templates/assets/{ICON}"


def check_icon(svg: bytes) -> list[Diagnostic]:
    """Return what is wrong with the drawing."""
    return read_svg(svg, _PLACE).faults


def make_icons(
    svg: bytes, icons: Icons, colours: Colours, store: Store
) -> tuple[list[Output], set[str], list[Diagnostic]]:
    """Return the files of the icons, the keys under which they are kept, and faults."""
    outputs: list[Output] = []
    keys = {icon: key_of("icon", DRAWING, svg, colours.paper, icon) for icon in icons.files}
    for icon, key in keys.items():
        data = store.get(key)
        if data is None:
            try:
                data = _draw(read_svg(svg, _PLACE).data.decode(), icon, colours.paper)
            except ValueError:
                return [], set(), [fault("broken-picture", Span(_PLACE), name=ICON)]
            store.put(key, data)
        outputs.append(Output(icon.path, data, Phase.ASSET))
    return outputs, set(keys.values()), []


# Builds in one process (the preview's) have the same icons again and again.
@lru_cache(maxsize=16)
def _draw(svg: str, icon: IconFile, ground: str) -> bytes:
    # A build whose icons were drawn before needs neither.
    import resvg_py  # noqa: PLC0415
    from PIL import IcoImagePlugin, Image, PngImagePlugin  # noqa: PLC0415

    inner = round(icon.size * icon.share)
    data = resvg_py.svg_to_bytes(svg_string=svg, width=inner, height=inner, skip_system_fonts=True)
    with PngImagePlugin.PngImageFile(BytesIO(data)) as drawn:
        drawing = drawn.convert("RGBA")
    colour = (*bytes.fromhex(ground[1:]), 255) if icon.ground else (0, 0, 0, 0)
    canvas = Image.new("RGBA", (icon.size, icon.size), colour)
    place = ((icon.size - drawing.width) // 2, (icon.size - drawing.height) // 2)
    canvas.alpha_composite(drawing, place)
    picture = canvas.convert("RGB") if icon.ground else canvas
    buffer = BytesIO()
    if icon.path.endswith(".ico"):
        picture.save(buffer, IcoImagePlugin.IcoImageFile.format, sizes=[picture.size])
    else:
        picture.save(buffer, PngImagePlugin.PngImageFile.format, compress_level=9)
    return buffer.getvalue()
