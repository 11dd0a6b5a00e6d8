"""The regions that a text names: the United States, Canada, their states and provinces."""

from plenum import lazy_re

_STATES = (
    "Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia"
    " Hawaii Idaho Illinois Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts"
    " Michigan Minnesota Mississippi Missouri Montana Nebraska Nevada Ohio Oklahoma Oregon"
    " Pennsylvania Tennessee Texas Utah Vermont Virginia Washington Wisconsin Wyoming"
    " New_England New_Hampshire New_Jersey New_Mexico New_York North_Carolina North_Dakota"
    " Rhode_Island South_Carolina South_Dakota West_Virginia"
)
_PROVINCES = (
    "Alberta Manitoba Ontario Quebec Québec Saskatchewan Yukon Nunavut British_Columbia"
    " New_Brunswick Nova_Scotia Prince_Edward_Island Northwest_Territories"
    " Newfoundland"
)


def _names(*groups: str) -> str:
    return "|".join(word.replace("_", r"\s+") for group in groups for word in group.split())


_US = lazy_re.compile(
    rf"(?<!\w)(?:US(?![\w$])|U\.S\.(?!\$)|USA|United\s+States|(?<!North\s)(?<!Latin\s)Americans?"
    rf"|{_names(_STATES)})(?!\w)"
)
_CANADA = lazy_re.compile(rf"(?<!\w)(?:Canada|Canadians?|{_names(_PROVINCES)})(?!\w)")


def names_us(text: str) -> bool:
    """Whether a text names the United States, one of them, or what is American."""
    return _US.search(text) is not None


def names_canada(text: str) -> bool:
    """Whether a text names Canada, a province or territory, or what is Canadian."""
    return _CANADA.search(text) is not None


def names_region(text: str) -> bool:
    """Whether a text names a country, a state or a province."""
    return names_us(text) or names_canada(text)
