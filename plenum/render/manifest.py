"""What all pages share and the icons go in, the web app manifest comes out.

https://www.w3.org/TR/appmanifest/
"""

import json

from plenum.model.card import Colours
from plenum.model.icons import MANIFEST, IconFile, Icons
from plenum.model.output import Output, Phase
from plenum.model.page import Chrome


def web_manifest(chrome: Chrome, icons: Icons, colours: Colours) -> Output:
    """Return `site.webmanifest`."""
    root = f"{chrome.base_path}/"

    def icon(file: IconFile, purpose: str) -> dict[str, str]:
        size = f"{file.size}x{file.size}"
        return {"src": root + file.path, "sizes": size, "type": "image/png", "purpose": purpose}

    manifest = {
        "name": chrome.title,
        "description": chrome.description,
        "lang": chrome.language,
        "id": root,
        "start_url": root,
        "scope": root,
        "display": "browser",
        "background_color": colours.paper,
        "theme_color": colours.paper,
        "icons": [
            icon(icons.small, "any"),
            icon(icons.large, "any"),
            icon(icons.maskable, "maskable"),
        ],
    }
    filled = {name: value for name, value in manifest.items() if value}
    data = json.dumps(filled, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    return Output(MANIFEST, data + b"\n", Phase.FEED)
