"""What is known of a page goes in, the preview's panel on it comes out as HTML.

The panel is the editors' and no part of the site: its template lies here, where no site's own
templates are sought, and it needs no script.
"""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from plenum.model.panel import Panel


def panel_page(panel: Panel) -> str:
    """Return the panel as an HTML document of its own."""
    return _template().render(panel=panel)


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("panel.html")
