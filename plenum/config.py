"""The configuration: `config.yaml` goes in, one frozen, valid value comes out."""

import datetime as dt
import re
from collections.abc import Mapping as AnyMapping
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from msgspec import Struct, field
from msgspec.structs import replace

from plenum import lazy_re
from plenum.diagnostics import CATALOGUE, Diagnostic, Setting, Severity, Span, fault
from plenum.model.parts import PARTS
from plenum.model.promotion import PROMOTION, Promotion, promotion_of
from plenum.model.typeset import Degrees
from plenum.model.url import encode_href
from plenum.source import (
    Excuse,
    Located,
    Mapping,
    Reading,
    Values,
    find_excuses,
    parse_yaml,
    read_source,
    split_excused,
)
from plenum.source.dates import DateOrder
from plenum.source.schema import (
    WEB_ADDRESS,
    Choice,
    Flag,
    Key,
    ListOf,
    MapOf,
    Record,
    Text,
    UnknownKeys,
    WebAddress,
    Whole,
)

CONFIG_NAME = "config.yaml"

VS_CODE = "vscode://file/{path}:{line}:{column}"
"""Opens a file at a place in Visual Studio Code."""

_MAIL = lazy_re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
_PLACES = frozenset({"{path}", "{line}", "{column}"})
_PROGRAM = lazy_re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9+.-]*):[^\s]")
# A link of such a kind runs what stands in it, instead of opening a program.
_RUN = frozenset({"javascript", "data", "vbscript"})
_KNOWN_LANGUAGE = lazy_re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class FrontMatterRules(Struct, frozen=True):
    """How imported content may differ from our front matter (contract section 5)."""

    rename: AnyMapping[str, str] = field(default_factory=dict)
    unknown: UnknownKeys = "error"
    dates: DateOrder = "iso"
    missing: Literal["error", "warn"] = "error"
    drop: tuple[str, ...] = ()


class Publisher(Struct, frozen=True):
    """The organization behind the site."""

    name: str = ""
    url: str = ""
    logo: str = ""
    same_as: tuple[str, ...] = ()


class NavigationItem(Struct, frozen=True):
    """An entry of the main navigation: its text, and a link as an article would write it."""

    text: str
    to: str
    span: Span


class Config(Struct, frozen=True):
    """A site's configuration. `base_url` has no slash at its end, `base_path` is its path.

    `report` is where mistakes are reported: a web address, or one for mail; empty for nowhere.

    `editor` is the address by which the preview opens a file, with the names of `_PLACES` in it.

    `required` are the parts that each article must have.

    `diagnostics` are the warnings about `config.yaml` itself, `excuses` those of its excuses
    that may concern what only a later stage can see, such as a link of the navigation.
    """

    site: Path
    title: str
    base_url: str
    description: str = ""
    language: str = "en-US"
    organization: Publisher = field(default_factory=Publisher)
    navigation: tuple[NavigationItem, ...] = ()
    paginate: int = 20
    raw_html: Literal["sanitize", "allow"] = "sanitize"
    degrees: Degrees = "as-typed"
    search: bool = True
    report: str = ""
    promotion: Promotion | None = None
    social_cards: bool = True
    editor: str = VS_CODE
    front_matter: FrontMatterRules = field(default_factory=FrontMatterRules)
    required: tuple[str, ...] = ()
    faults: AnyMapping[str, Setting] = field(default_factory=dict)
    configured_url: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()
    excuses: tuple[Excuse, ...] = ()

    @property
    def base_path(self) -> str:
        """The path of `base_url`, empty or with a slash in front and none behind."""
        return urlsplit(self.base_url).path

    @property
    def base_urls(self) -> tuple[str, ...]:
        """All addresses that mean this site: the one of this run and the configured one."""
        return tuple(dict.fromkeys((self.base_url, self.configured_url or self.base_url)))

    def at(self, base_url: str) -> "Config":
        """Return the configuration for another address."""
        return replace(
            self, base_url=encode_href(base_url.rstrip("/")), configured_url=self.base_url
        )


class BuildOptions(Struct, frozen=True):
    """What one run was asked for; sites of more articles than `searchable` get no search index."""

    output: Path
    today: dt.date
    strict: bool = False
    drafts: bool = False
    future: bool = False
    jobs: int = 1
    cache: bool = True
    searchable: int | None = None


_CONFIG = Record(
    {
        "title": Key(Text(), required=True),
        "base_url": Key(Text(), required=True),
        "description": Key(Text()),
        "language": Key(Text()),
        "organization": Key(
            Record(
                {
                    "name": Key(Text(), required=True),
                    "url": Key(WebAddress()),
                    "logo": Key(WebAddress(own=True)),
                    "same_as": Key(ListOf(WebAddress())),
                },
                name="organization",
            )
        ),
        "navigation": Key(
            ListOf(
                Record(
                    {"text": Key(Text(), required=True), "to": Key(Text(), required=True)},
                    name="navigation",
                )
            )
        ),
        "paginate": Key(Whole(1, 1000)),
        "raw_html": Key(Choice(("sanitize", "allow"))),
        "degrees": Key(Choice(("as-typed", "spaced", "closed"))),
        "search": Key(Flag()),
        "report": Key(Text()),
        "promotion": Key(PROMOTION),
        "social_cards": Key(Flag()),
        "preview": Key(Record({"editor": Key(Text())}, name="preview")),
        "front_matter": Key(
            Record(
                {
                    "rename": Key(MapOf(Text())),
                    "unknown": Key(Choice(("error", "warn", "ignore"))),
                    "dates": Key(Choice(("iso", "month-first", "day-first"))),
                    "missing": Key(Choice(("error", "warn"))),
                    "drop": Key(ListOf(Text())),
                },
                name="front_matter",
            )
        ),
        "articles": Key(
            Record({"require": Key(ListOf(Choice(tuple(PARTS))))}, name="articles"),
        ),
        "faults": Key(MapOf(Choice(tuple(Setting)))),
    },
    name="config.yaml",
)


def load_config(site: Path) -> tuple[Config | None, list[Diagnostic]]:
    """Read `config.yaml` of the site folder; None with faults where it has errors."""
    start = Span(CONFIG_NAME)
    if not (site / CONFIG_NAME).is_file():
        return None, [fault("no-config", start)]
    if not (site / CONFIG_NAME).resolve().is_relative_to(site.resolve()):
        return None, [fault("link-outside-site", start)]
    source, faults = read_source(site, CONFIG_NAME)
    if source is None:
        return None, faults
    node, yaml_faults = parse_yaml(source)
    faults += yaml_faults
    if node is None and faults:
        return None, faults
    reading = Reading()
    values = _CONFIG.read(node or Mapping((), start, 0, 0), reading, missing_at=start)
    config = None if values is None else _config(site, values, reading)
    excuses, excuse_faults = find_excuses(source)
    faults += reading.faults
    broken = [d for d in faults if _breaks(d)]
    kept, left = split_excused([d for d in faults if not _breaks(d)], excuses)
    faults = broken + kept + excuse_faults
    if config is None or any(d.severity is Severity.ERROR for d in faults):
        return None, faults
    return replace(config, diagnostics=tuple(faults), excuses=tuple(left)), faults


def _breaks(diagnostic: Diagnostic) -> bool:
    """Whether a fault leaves no value to build with; a key for another program does no harm."""
    return diagnostic.severity is Severity.ERROR and diagnostic.id != "unknown-key"


def _config(site: Path, values: Values, reading: Reading) -> Config:
    language = values.get("language")
    if language and not _KNOWN_LANGUAGE.fullmatch(language.value):
        wanted, found = "a language tag such as en-US", language.value
        reading.add("wrong-value", language.span, key="language", found=found, wanted=wanted)
    return Config(
        site=site,
        title=values.text("title"),
        base_url=_base_url(values.get("base_url"), reading),
        description=values.text("description"),
        language=values.text("language") or "en-US",
        organization=_publisher(values),
        navigation=tuple(
            NavigationItem(item.text("text"), item.text("to"), _place_of(item, "to"))
            for item in values.get("navigation") or ()
        ),
        paginate=values.get("paginate") or 20,
        raw_html=values.get("raw_html") or "sanitize",
        degrees=values.get("degrees") or "as-typed",
        search=values.get("search") is not False,
        report=_report(values.get("report"), reading),
        promotion=promotion_of(values.get("promotion")),
        social_cards=values.get("social_cards") is not False,
        editor=_editor(values.get("preview"), reading),
        front_matter=_rules(values.get("front_matter"), reading),
        required=_required(values.get("articles")),
        faults=_settings(values.get("faults") or [], reading),
    )


def _place_of(values: Values, key: str) -> Span:
    value = values.get(key)
    return values.span if value is None else value.span


def _report(value: Located[str] | None, reading: Reading) -> str:
    if value is None:
        return ""
    address = value.value.removeprefix("mailto:")
    if not _MAIL.fullmatch(address) and not re.match(WEB_ADDRESS, address):
        wanted = "a mail address, or a web address that begins with https://"
        reading.add("wrong-value", value.span, key="report", found=value.value, wanted=wanted)
    return address


def _editor(values: Values | None, reading: Reading) -> str:
    value: Located[str] | None = values.get("editor") if values else None
    if value is None:
        return VS_CODE
    scheme = _PROGRAM.match(value.value)
    unknown = set(re.findall(r"\{[^{}]*\}", value.value)) - _PLACES
    if not scheme or scheme["name"].lower() in _RUN or unknown or "{path}" not in value.value:
        wanted = f"an address that opens a file, such as {VS_CODE}"
        reading.add("wrong-value", value.span, key="editor", found=value.value, wanted=wanted)
    return value.value


def _base_url(value: Located[str] | None, reading: Reading) -> str:
    if value is None:
        return ""
    if not is_base_url(value.value):
        wanted = "an address such as https://example.org or https://example.org/hub"
        reading.add("wrong-value", value.span, key="base_url", found=value.value, wanted=wanted)
    return encode_href(value.value.rstrip("/"))


def is_base_url(text: str) -> bool:
    """Whether `text` is the absolute address of a site, with or without a path."""
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return False
    plain = re.fullmatch(r"[\w\-./~%:\[\]]+", text.partition("://")[2]) is not None
    return parts.scheme in {"http", "https"} and bool(host) and plain


def _publisher(values: Values) -> Publisher:
    organization = values.get("organization")
    if organization is None:
        return Publisher(name=values.text("title"))
    return Publisher(
        organization.text("name"),
        organization.text("url"),
        organization.text("logo"),
        tuple(item.value for item in organization.get("same_as") or ()),
    )


def _required(values: Values | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values.get("require") or ())) if values else ()


def _rules(values: Values | None, reading: Reading) -> FrontMatterRules:
    if values is None:
        return FrontMatterRules()
    return FrontMatterRules(
        _renames(values.get("rename") or [], reading),
        values.get("unknown") or "error",
        values.get("dates") or "iso",
        values.get("missing") or "error",
        tuple(item.value for item in values.get("drop") or ()),
    )


def _renames(pairs: list[tuple[Located[str], Located[str]]], reading: Reading) -> dict[str, str]:
    """Return our name by the site's; a path stays below its parent, under either name of it."""
    rename = {old.value: new.value for old, new in pairs}
    for old, new in pairs:
        old_parent, new_parent = old.value.rpartition(".")[0], new.value.rpartition(".")[0]
        # A new name without a parent may be that of a key which is itself written with dots.
        if new_parent and rename.get(old_parent, old_parent) != new_parent:
            advice = "rename a key inside its parent, as in faq.q: faq.question"
            reading.add("rename-moves", new.span, old=old.value, new=new.value, advice=advice)
    return rename


def _settings(pairs: list[tuple[Located[str], str]], reading: Reading) -> dict[str, Setting]:
    settings = {}
    for fault_id, setting in pairs:
        if fault_id.value not in CATALOGUE:
            reading.add("unknown-fault-id", fault_id.span, id=fault_id.value)
        elif CATALOGUE[fault_id.value].fixed and setting != Setting.ERROR:
            reading.add("fixed-severity", fault_id.span, id=fault_id.value)
        settings[fault_id.value] = Setting(setting)
    return settings
