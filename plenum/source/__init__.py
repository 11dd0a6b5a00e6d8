"""Source text with positions: files, YAML nodes with spans, shapes, excuses."""

from plenum.source.excuses import Excuse, apply_excuses, find_excuses, split_excused
from plenum.source.file import SourceFile, blanked, decode_source, read_source
from plenum.source.front_matter import Parts, end_of_foreign, split_front_matter
from plenum.source.names import nearest_name
from plenum.source.schema import Located, Reading, Values
from plenum.source.web_address import address_advice
from plenum.source.yaml import Mapping, Node, Scalar, Sequence, parse_yaml

__all__ = [
    "Excuse",
    "Located",
    "Mapping",
    "Node",
    "Parts",
    "Reading",
    "Scalar",
    "Sequence",
    "SourceFile",
    "Values",
    "address_advice",
    "apply_excuses",
    "blanked",
    "decode_source",
    "end_of_foreign",
    "find_excuses",
    "nearest_name",
    "parse_yaml",
    "read_source",
    "split_excused",
    "split_front_matter",
]
