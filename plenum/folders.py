"""Where the files of a site lie that it may have from the hub."""

from pathlib import Path


def hub_templates() -> Path:
    """Return the folder of the templates that come with the program."""
    package = Path(__file__).resolve().parent
    bundled = package / "hub" / "templates"
    return bundled if bundled.is_dir() else package.parent / "templates"


def template_folders(site: Path) -> tuple[Path, ...]:
    """Return where templates are sought: the site's own folder, then the hub's."""
    hub = hub_templates()
    own = site / "templates"
    return (own, hub) if own.is_dir() and own.resolve() != hub.resolve() else (hub,)
