"""An href goes in; an absolute address, or the path of the file behind it, comes out."""

from urllib.parse import unquote

from plenum.model.page import Chrome
from plenum.model.url import encode_path, output_path


def home_url(chrome: Chrome) -> str:
    """Return the absolute address of the front page."""
    return f"{chrome.base_url}/"


def absolute(href: str, chrome: Chrome) -> str:
    """Return the absolute address of a root-relative href, which carries the base path."""
    return chrome.base_url.removesuffix(chrome.base_path) + href


def file_path(href: str, chrome: Chrome) -> str:
    """Return the path, below the output folder, of the file that a host serves for `href`."""
    # Hosts decode an address before they look for the file.
    return output_path(unquote(href.removeprefix(chrome.base_path)))


def rooted(path: str, chrome: Chrome) -> str:
    """Return the encoded href of a path below the site's root, with the base path in front."""
    return chrome.base_path + encode_path(path)
