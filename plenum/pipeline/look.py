"""What gives the pages their look: templates, the style sheet, the icons, the assets."""

from pathlib import Path

from msgspec import Struct

from plenum.config import Config
from plenum.diagnostics import Diagnostic
from plenum.draw.icons import check_icon
from plenum.folders import template_folders
from plenum.model.card import Colours
from plenum.model.graph import LiteralLink
from plenum.model.icons import ICON, Icons, icons_of
from plenum.render.literal_links import literal_links
from plenum.render.search import index_path, pagefind_version
from plenum.render.style import colours_in, load_assets, load_scripts, load_style
from plenum.render.template_fault import TemplateFolders
from plenum.render.uses import TemplateUses

_SEARCH_SCRIPT = "search.js"


class Look(Struct, frozen=True):
    """What gives the pages their look: templates, the style sheet, the icons and the assets."""

    folders: tuple[Path, ...]
    uses: TemplateUses
    style: str
    colours: Colours
    icons: Icons | None
    assets: dict[str, tuple[str, bytes]]
    scripts: dict[str, str]
    literals: tuple[LiteralLink, ...]
    index_path: str
    diagnostics: tuple[Diagnostic, ...]

    @property
    def icon(self) -> bytes | None:
        """The drawing of which the icons are made, if there is one."""
        return self.assets[ICON][1] if ICON in self.assets else None

    def asset_hrefs(self, base_path: str) -> dict[str, str]:
        """Return the addresses of the assets by their names."""
        return {name: f"{base_path}/{path}" for name, (path, _) in self.assets.items()}


def style_of(site: Path) -> tuple[str, list[Diagnostic]]:
    """Return the style sheet that stands in all pages, and what is wrong with its files."""
    return load_style(TemplateFolders(template_folders(site), site))


def look_of(config: Config) -> Look:
    """Read templates, styles and assets, the site's own before the hub's."""
    site = config.site
    folders = TemplateFolders(template_folders(site), site)
    style, style_faults = load_style(folders)
    assets, asset_faults = load_assets(folders)
    scripts, script_faults = load_scripts(folders)
    literals = tuple(literal_links(folders))
    pagefind = pagefind_version() if config.search else None
    if pagefind is None:
        assets.pop(_SEARCH_SCRIPT, None)
    index = index_path(pagefind) if pagefind else ""
    colours = colours_in(style)
    icon = assets[ICON][1] if ICON in assets else None
    icons = icons_of(icon, colours) if icon is not None else None
    faults = (
        *style_faults,
        *asset_faults,
        *script_faults,
        *(check_icon(icon) if icon is not None else ()),
    )
    return Look(
        folders.folders,
        TemplateUses(folders),
        style,
        colours,
        icons,
        assets,
        scripts,
        literals,
        index,
        faults,
    )
