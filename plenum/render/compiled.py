"""The hub's templates as Jinja has compiled them, kept from run to run."""

import os
import sys
from contextlib import suppress
from hashlib import blake2b
from importlib.util import cache_from_source
from pathlib import Path

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from plenum.cache import program_digest, version_of

_NOT_KEPT = ""


class CompiledTemplates(BytecodeCache):
    """Keeps compiled templates of `folder` where Python keeps the compiled modules beside this one.

    They are code: who can write there can change the program itself, and nobody else can. What a
    site has in its cache is never executed, so templates of its own are compiled in each run.
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder of the templates that come with the program."""
        self._folder = str(folder.resolve()) + os.sep
        self._kept = Path(cache_from_source(__file__)).parent

    def get_bucket(
        self,
        environment: Environment,
        name: str,  # noqa: ARG002 (of two folders' templates one name may be)
        filename: str | None,
        source: str,
    ) -> Bucket:
        """Return what is kept of a template, or where it is to be kept."""
        path = os.path.realpath(filename or "")
        if not path.startswith(self._folder):
            return Bucket(environment, _NOT_KEPT, "")
        # What is compiled depends on the program's filters and settings, too.
        parts = (path, source, program_digest(), version_of("jinja2"))
        made_of = blake2b(repr(parts).encode("utf-8", "backslashreplace")).hexdigest()
        plain = path[len(self._folder) :].replace(os.sep, "-")
        bucket = Bucket(environment, f"{plain}.{sys.implementation.cache_tag}", made_of)
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is kept; nothing where it is of another template or program, or damaged."""
        try:
            with self._file(bucket).open("rb") as file:
                bucket.load_bytecode(file)
        except Exception:  # noqa: BLE001 (damaged bytes can fail in any way)
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, unless Python is to keep none, or cannot."""
        if bucket.key == _NOT_KEPT or sys.dont_write_bytecode:
            return
        file = self._file(bucket)
        temporary = file.with_suffix(f".{os.getpid()}.pyc")
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(bucket.bytecode_to_string())
            temporary.replace(file)

    def _file(self, bucket: Bucket) -> Path:
        # By this ending the program knows what is made of it from what it is made of.
        return self._kept / f"{bucket.key}.pyc"
