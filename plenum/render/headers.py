"""What all pages share goes in, the hosts' `_headers` file comes out (page-quality.md 3).

Hosts join the headers of all rules that match a path, so each header stands in one rule only.
That is why the policy allows WebAssembly, which only the search page runs, to all pages: the
others take it back by a policy of their own, since browsers apply both.
Cloudflare reads 100 rules of lines up to 2,000 characters; these are five short ones.
"""

from collections.abc import Iterable

from plenum.model.output import Output, Phase
from plenum.model.page import Chrome
from plenum.render.style import csp_hash

_NONE = "'none'"
_ASSETS = "assets/"
_FOREVER = "public, max-age=31536000, immutable"
_YEAR = "max-age=31536000"
_UNUSED = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def headers(chrome: Chrome, cached_paths: Iterable[str], scripts: Iterable[str] = ()) -> Output:
    """Return `_headers`.

    `cached_paths` are assets' paths beyond those that `chrome` names, `scripts` what stands
    between the tags of scripts in pages.
    """
    assets = (*chrome.assets.values(), *cached_paths)
    rules = [(f"{chrome.base_path}/*", _for_all(chrome, assets, scripts))]
    if any(f"/{_ASSETS}" in f"/{path}" for path in assets):
        rules.append((f"{chrome.base_path}/{_ASSETS}*", [("Cache-Control", _FOREVER)]))
    # The Markdown twin says what its page says, and the graph is for editors: search engines
    # must list the pages only.
    rules += [
        (f"{chrome.base_path}/{pattern}", [("X-Robots-Tag", "noindex")])
        for pattern in ("*.md", "graph.json")
    ]
    if chrome.manifest_href:
        # Not all hosts know the ending (https://www.w3.org/TR/appmanifest/, 5).
        rules.append((chrome.manifest_href, [("Content-Type", "application/manifest+json")]))
    text = "\n".join(_rule(pattern, pairs) for pattern, pairs in rules)
    return Output("_headers", text.encode(), Phase.FEED)


def _rule(pattern: str, pairs: list[tuple[str, str]]) -> str:
    return "".join([f"{pattern}\n", *(f"  {name}: {value}\n" for name, value in pairs)])


def _for_all(chrome: Chrome, assets: Iterable[str], inline: Iterable[str]) -> list[tuple[str, str]]:
    pairs = [
        ("Content-Security-Policy", _policy(chrome, tuple(assets), inline)),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Permissions-Policy", _UNUSED),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ]
    if chrome.base_url.startswith("https://"):
        pairs.append(("Strict-Transport-Security", _YEAR))
    return pairs


def _policy(chrome: Chrome, assets: tuple[str, ...], inline: Iterable[str]) -> str:
    """Return the policy: nothing but what the pages hold and the site itself serves."""
    searches = "'self'" if chrome.search_href else "'none'"
    scripts = ["'self'"] if any(path.endswith(".js") for path in assets) else []
    # JSON-LD is data, not a script: it needs no permission.
    if chrome.search_href:
        scripts = ["'self'", "'wasm-unsafe-eval'"]
    scripts += map(csp_hash, inline)
    directives = (
        "default-src 'none'",
        f"style-src {csp_hash(chrome.style)}",
        f"script-src {' '.join(scripts) or _NONE}",
        "img-src 'self' data:",
        "font-src 'self'",
        "media-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        # The only form is that of the search.
        f"form-action {searches}",
        "frame-ancestors 'none'",
    )
    return "; ".join(directives)
