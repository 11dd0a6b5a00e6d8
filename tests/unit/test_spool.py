"""Files that are put away come back as they were, from whatever process."""

import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from plenum.model.output import MadeOutput, Output, Phase, Placed, Spooled
from plenum.write.manifest import MANIFEST_NAME
from plenum.write.spool import Spool, spool_beside
from plenum.write.writer import Written, write_outputs


def output(number: int) -> Output:
    """Return a file of its own."""
    return Output(f"{number}.html", f"<p>{number}".encode() * number, Phase.PAGE)


def put_ten(spool: Spool, first: int) -> tuple[int, list[MadeOutput]]:
    """Put ten files away, two at a time."""
    kept: list[MadeOutput] = []
    for number in range(first, first + 10, 2):
        kept += spool.put([output(number), output(number + 1)])
    return os.getpid(), kept


@pytest.mark.parametrize("kind", [Spooled, Placed])
def test_files_come_back_from_any_process(tmp_path: Path, kind: type) -> None:
    """Each process has a file of its own, or each file of a first build."""
    if kind is Spooled:
        (tmp_path / "public").mkdir()
    with spool_beside(tmp_path / "public") as spool:
        here, kept = put_ten(spool, 0)
        with ProcessPoolExecutor(2) as pool:
            results = list(pool.map(put_ten, [spool] * 4, range(10, 50, 10)))
        kept += [each for _, outputs in results for each in outputs]
        assert here not in {process for process, _ in results}
        assert all(isinstance(each, kind) for each in kept)
        assert [each.data for each in kept] == [output(number).data for number in range(50)]
        assert [each.path for each in kept] == [f"{number}.html" for number in range(50)]
    assert [path.name for path in tmp_path.iterdir()] == ["public"] * (kind is Spooled)


def test_without_a_place_files_stay_in_memory(tmp_path: Path) -> None:
    """No folder, or one that has gone: nothing is lost."""
    assert Spool().put([output(3)]) == (output(3),)
    assert Spool(tmp_path / "gone").put([output(3)]) == (output(3),)
    with spool_beside(tmp_path / "none" / "public") as spool:
        assert spool.put([output(3)]) == (output(3),)
    assert not list(tmp_path.iterdir())


def test_files_of_a_new_folder_lie_where_they_will_be(tmp_path: Path) -> None:
    """One that cannot have its place, for another has its path or its folder's, lies aside."""
    root = tmp_path / "public"
    outputs = [
        Output("a/index.html", b"first", Phase.PAGE),
        Output("a/index.html", b"second", Phase.PAGE),
        Output("a/index.html/b", b"inside a file", Phase.PAGE),
        Output("../b.html", b"outside", Phase.PAGE),
    ]
    with spool_beside(root) as spool:
        kept = spool.put(outputs)
        assert [each.data for each in kept] == [each.data for each in outputs]
        assert spool.folder
        assert spool.tree
        files = sorted(str(path.relative_to(spool.folder)) for path in files_in(spool.folder))
        assert files == [str(os.getpid()), "tree/a/index.html"]
        assert write_outputs([kept[1], output(3), kept[0]], root, spool.tree) == Written(2, 0)
    assert {path.name: path.read_bytes() for path in files_in(root)} == {
        "index.html": b"second",
        "3.html": output(3).data,
        MANIFEST_NAME: (root / MANIFEST_NAME).read_bytes(),
    }
    with spool_beside(root) as spool:
        assert spool.tree is None
    assert list(tmp_path.iterdir()) == [root]


def files_in(folder: Path) -> list[Path]:
    """Return all files below a folder."""
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_a_killed_build_left_is_swept(tmp_path: Path) -> None:
    """What only looks alike stays, and so does what a link leads to."""
    (tmp_path / "public.plenum-spool1").mkdir()
    (tmp_path / "public.plenum-spool1" / "7").write_bytes(b"x")
    (tmp_path / "other.plenum-spool1").mkdir()
    (tmp_path / "public.plenum-spool2").symlink_to(tmp_path / "other.plenum-spool1")
    with spool_beside(tmp_path / "public"):
        pass
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"other.plenum-spool1", "public.plenum-spool2"}
