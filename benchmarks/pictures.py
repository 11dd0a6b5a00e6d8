"""Measure what pictures and social cards cost: a photo's copies, a card, a build with them kept.

    .venv/bin/python benchmarks/pictures.py [PHOTOS] [CARDS]

PHOTOS photos of 12 million pixels (default: 4), as a telephone makes them, are looked at and
copied, and CARDS cards (default: 100) are drawn, in one process; then a site that shows these
photos is built twice. The script prints processor time for the former and the times of the
clock for the builds.
"""
# ruff: noqa: INP001 (a script, not a package)

import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Run as a script, only this file's folder is on the path.
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from PIL import Image, ImageFilter  # noqa: E402 (after the path is set)

from plenum.draw.card import draw_card  # noqa: E402
from plenum.draw.pixels import encode, examine  # noqa: E402
from plenum.model.card import Colours, SocialCard  # noqa: E402
from plenum.model.picture import copies_of  # noqa: E402
from tests.sites.harness import Site  # noqa: E402
from tests.sites.pictures import camera_words, gradient, saved  # noqa: E402

_CONFIG = """title: Test hub
base_url: https://hub.example
social_cards: true
"""
_TITLE = "Heat pumps in the cold: what the numbers at 5 °F (−15 °C) say about house {number}"


def photo(number: int) -> bytes:
    """Return a photo of 4000 × 3000 pixels with some detail, each another one."""
    grain = Image.effect_noise((4000, 3000), 40 + number).filter(ImageFilter.GaussianBlur(2))
    mixed = Image.blend(gradient(4000, 3000), grain.convert("RGB"), 0.3)
    return saved(mixed, "JPEG", quality=92, exif=camera_words(6))


def main(photos: int = 4, cards: int = 100) -> int:
    """Measure and print."""
    originals = [photo(number) for number in range(photos)]
    started = time.process_time()
    pictures = [examine(data, str(number)) for number, data in enumerate(originals)]
    looked = time.process_time() - started
    started = time.process_time()
    sizes = [
        len(made)
        for data, picture in zip(originals, pictures, strict=True)
        for _, made in encode(data, copies_of(picture, "photo.jpg"))
    ]
    copied = time.process_time() - started
    sys.stdout.write(f"a photo of {len(originals[0]) / 1e6:.1f} MB: {looked / photos:.2f} s\n")
    sys.stdout.write(
        f"its {len(sizes) // photos} copies: {copied / photos:.2f} s, "
        f"{sum(sizes) / photos / 1e3:.0f} kB\n"
    )
    started = time.process_time()
    drawn = [
        draw_card(SocialCard(_TITLE.format(number=number), "Costs", "Test hub", Colours()))
        for number in range(cards)
    ]
    taken = (time.process_time() - started) / cards
    heaviest = max(map(len, drawn)) / 1e3
    sys.stdout.write(f"a card: {1000 * taken:.1f} ms, at most {heaviest:.0f} kB\n")
    with tempfile.TemporaryDirectory() as folder:
        shown = "\n\n".join(f"![Photo {n}](p{n}.jpg)" for n in range(photos))
        site = Site(Path(folder), f"-- content/a.md --\n--- A\n{shown}\n")
        site.write("config.yaml", _CONFIG)
        for number, data in enumerate(originals):
            site.write(f"content/p{number}.jpg", data)
        for name in ("a first build", "a build with everything kept"):
            started = time.monotonic()
            site.build(jobs=2)
            assert not site.report.errors, site.messages()[:2000]  # noqa: S101
            sys.stdout.write(f"{name}: {time.monotonic() - started:.2f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
