"""How each kind of page looks, at three widths and in two schemes, on a small site of its own.

The site's look is the hub's, its content never changes, so that a picture changes only where
templates, styles, the browser or its fonts do.
"""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageChops
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from tests.quality.browser import Scheme, opened, serve
from tests.quality.built_site import BuiltSite
from tests.quality.operation import ADD_STYLE
from tests.sites.harness import Site

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
MADE_WITH = "made-with.json"
WIDTHS = (360, 768, 1280)
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
# What is further down is more of the same.
TALLEST = 2400
# So few colours are enough for pages without photographs, and all pictures take a megabyte.
COLORS = 64
# By how much a colour may differ (of 255), and how many pixels of a picture may do so: edges of
# letters are drawn a little differently from time to time.
LEVELS = 48
SHARE = 0.001

BASE_URL = "https://hub.example"
KINDS = {
    "home": "/",
    "article": "/mini-split-or-ducts/",
    "listing": "/categories/comparisons/",
    "author": "/authors/ann/",
    "glossary": "/glossary/",
    "facts": "/facts/",
    "search": "/search/",
    "404": "/404.html",
}

_OTHERS = (
    ("New ducts", "What new ducts cost, by length and by house", "Costs"),
    ("Sizing", "How large a mini-split a room needs", "Sizing"),
    ("Cold", "Heat pumps in a cold winter: what the ratings leave out", "Comparisons"),
)
CONTENT = """\
-- config.yaml --
title: The Sample Hub
base_url: https://hub.example
description: A hub of made-up articles that shows how every kind of page looks.
organization: {name: The sample editors}
report: mistakes@hub.example
search: true
faults: {orphan: off, dead-end: off, too-far: off, unused-entry: off}
navigation:
  - {text: Compare, to: /categories/comparisons/}
  - {text: Costs, to: /categories/costs/}
  - {text: Words, to: /glossary/}
-- content/_data/authors.yaml --
ann: {name: Ann Example, kind: person, job: Engineer, bio: Ann writes about air and its ways.}
ben: {name: Ben Example, kind: person, job: Installer, bio: Ben puts in what others write about.}
-- content/_data/glossary.yaml --
duct: {term: Duct, forms: [ducts], short: A pipe for air.}
hspf2: {term: HSPF2, short: How much heat a heat pump gives in a season for its electricity.}
mini-split: {term: Mini-split, short: A small heat pump that usually has no ducts.}
-- content/_data/facts.yaml --
loss:
  value: {low: 20, high: 30, unit: "%"}
  what: share of the air in a typical house's ducts that leaks away
  basis: typical houses
  as_of: 2024-06-01
  source: {title: Ducts, publisher: A department, url: https://example.org/, accessed: 2026-11-01}
-- content/mini-split-or-ducts.md --
---
title: "Mini-split or ducts: how to choose"
description: A mini-split needs no ducts, and a central heat pump needs good ones.
question: Should I choose a mini-split or a ducted heat pump?
short_answer: Keep good ducts and use them. Choose a mini-split where there are none.
takeaways: [Look at the ducts first., "Ducts in an attic lose [](fact:loss) of their air."]
date: 2026-10-05
updated: 2026-11-10
reviewed: {on: 2026-11-12, by: ben, next: 2027-05-12}
author: ann
category: Comparisons
tags: [ducts, mini-split]
comparison:
  caption: Mini-split and ducted heat pump compared
  options: [Mini-split, Ducted heat pump]
  rows:
    Ducts: [None, Tight ones]
    Temperature: [Room by room, One for the house]
    Work in the house: [A hole for each room, Little where ducts are kept]
  verdict:
    Mini-split: there are no ducts
    Ducted heat pump: the ducts are sound
faq:
  - {question: Is a mini-split a heat pump?, answer: Nearly always.}
  - {question: Do ducts last?, answer: 'Decades, if they are kept dry.'}
  - {question: Can I have both?, answer: Many houses do.}
  - {question: Which one is louder?, answer: The one with the older fan.}
  - {question: Does either work in the cold?, answer: Both do.}
sources:
  - id: doe
    title: Ducts
    publisher: A department
    url: https://example.org/
    accessed: 2026-11-01
---
A mini-split sends refrigerant to the rooms, and a central heat pump sends air. That one
difference shapes comfort, [loss of energy](source:doe) and the work in the house.

## Look at the ducts

Leaky ducts in an attic lose [](fact:loss) of the air. Walk along them with a lamp.

- Are they tight at every joint?
- Are they large enough?

> [!TIP]
> Ask for a test of the ducts before you ask for a price.

## Then look at the rooms

Rooms that are used at other hours want a temperature of their own.

Table: Hours of use

| Room | Hours a day |
|---|---:|
| Bedroom | 9 |
| Office | 6 |

## Then ask for prices

Three offers for the same work tell more than any table.
""" + "".join(
    f"""-- content/{name.lower().replace(" ", "-")}.md --
---
title: "{title}"
description: "Made-up words about {title.lower()}, enough to fill two lines of a card."
date: 2026-09-0{number}
author: ann
category: {category}
tags: [ducts]
---
Made-up words about a duct.
"""
    for number, (name, title, category) in enumerate(_OTHERS, 1)
)


class Screenshot(NamedTuple):
    """A picture of a page: the name of its file and what stands in it."""

    name: str
    data: bytes


def build(folder: Path) -> BuiltSite:
    """Build the site of the pictures."""
    made = Site(folder, CONTENT).fine()
    return BuiltSite.read(made.output, BASE_URL)


def take(
    browser: Browser, host: str, width: int, scheme: Scheme, style: str = ""
) -> Iterator[Screenshot]:
    """Take a picture of each kind of page, with further rules of style if there are any."""
    with opened(browser, "about:blank", width=width, scheme=scheme) as tab:
        for kind, path in KINDS.items():
            tab.goto(f"{host}{path}")
            if style:
                tab.evaluate(ADD_STYLE, style)
            yield Screenshot(f"{kind}-{width}-{scheme}.webp", picture_of(tab))


def picture_of(tab: Tab) -> bytes:
    """Return what the reader sees, down to a certain length, as a small file."""
    png = tab.screenshot(full_page=True, animations="disabled", caret="hide")
    stream = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        cut = picture.convert("RGB").crop((0, 0, picture.width, min(picture.height, TALLEST)))
    few = cut.quantize(COLORS, dither=Image.Dither.NONE).convert("RGB")
    few.save(stream, "WEBP", lossless=True, method=6)
    return stream.getvalue()


def made_with(browser: Browser, host: str) -> dict[str, object]:
    """Return what the look depends on beside templates and styles: the browser and its fonts."""
    with opened(browser, f"{host}{KINDS['article']}") as tab:
        session = tab.context.new_cdp_session(tab)
        for domain in ("DOM", "CSS"):
            session.send(f"{domain}.enable")
        root = session.send("DOM.getDocument")["root"]["nodeId"]
        fonts = set()
        for selector in ("h1", ".prose p", ".byline span", ".label"):
            node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})
            used = session.send("CSS.getPlatformFontsForNode", {"nodeId": node["nodeId"]})
            fonts |= {font["familyName"] for font in used["fonts"]}
    return {"browser": browser.version, "fonts": sorted(fonts)}


def recorded_with(folder: Path) -> dict[str, object]:
    """Return what the recorded pictures were made with."""
    found: dict[str, object] = json.loads((folder / MADE_WITH).read_text(encoding="utf-8"))
    return found


def difference(recorded: bytes, new: bytes) -> str:
    """Say how two pictures differ; nothing where they look the same."""
    before, after = (Image.open(io.BytesIO(data)).convert("RGB") for data in (recorded, new))
    if before.size != after.size:
        return "{} × {} pixels and not {} × {}".format(*after.size, *before.size)
    # A pixel is as far off as the worst of its three colours.
    red, green, blue = ImageChops.difference(before, after).split()
    worst = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    share = sum(worst.histogram()[LEVELS:]) / (after.width * after.height)
    return f"{share:.2%} of its pixels differ" if share > SHARE else ""


def record(browser: Browser, folder: Path, work: Path) -> int:
    """Write all pictures into a folder and what they were made with; return how many bytes."""
    site = build(work)
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.webp"):
        old.unlink()
    with serve(site) as host:
        for width in WIDTHS:
            for scheme in SCHEMES:
                for shot in take(browser, host, width, scheme):
                    (folder / shot.name).write_bytes(shot.data)
        text = json.dumps(made_with(browser, host), indent=2)
    (folder / MADE_WITH).write_text(f"{text}\n", encoding="utf-8")
    return sum(file.stat().st_size for file in folder.iterdir())
