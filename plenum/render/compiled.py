"""Templates as Jinja has compiled them, kept from run to run."""

import os
import sys
from importlib.util import cache_from_source
from pathlib import Path

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from plenum.cache import Store, key_of, program_digest, version_of
from plenum.digest import digest_of

_NOT_KEPT = ""
_OF_SITE = "site-"
_MOST_OF_SITES = 256
"""So many templates of sites are kept, those that were used last: sites come and go."""


class CompiledTemplates(BytecodeCache):
    """Keeps compiled templates where Python keeps the compiled modules beside this one.

    They are code: who can write there can change the program itself, and nobody else can. What a
    site has in its cache is never executed, so templates of its own are kept there, too.
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder of the templates that come with the program."""
        self._folder = str(folder.resolve()) + os.sep
        kept = Path(cache_from_source(__file__)).parent
        self._store = Store(kept, writable=not sys.dont_write_bytecode)

    def get_bucket(
        self,
        environment: Environment,
        name: str,  # noqa: ARG002 (of two folders' templates one name may be)
        filename: str | None,
        source: str,
    ) -> Bucket:
        """Return what is kept of a template, or where it is to be kept."""
        if filename is None:
            return Bucket(environment, _NOT_KEPT, "")
        path = os.path.realpath(filename)
        # What is compiled depends on the program's filters and settings, too.
        made_of = key_of(path, source, program_digest(), version_of("jinja2"))
        if path.startswith(self._folder):
            plain = path[len(self._folder) :].replace(os.sep, "-")
        else:
            plain = _OF_SITE + digest_of(os.fsencode(path))
        bucket = Bucket(environment, f"{plain}.{sys.implementation.cache_tag}.pyc", made_of)
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is kept; nothing where it is of another template or program, or damaged."""
        kept = self._store.get(bucket.key)
        if kept is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, unless Python is to keep none, or cannot."""
        if bucket.key != _NOT_KEPT:
            self._store.put(bucket.key, bucket.bytecode_to_string())
        if bucket.key.startswith(_OF_SITE):
            self._store.keep_newest(_MOST_OF_SITES, _OF_SITE)
