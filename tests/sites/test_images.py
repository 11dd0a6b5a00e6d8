"""Pictures beside articles: their copies, what is taken out, and what is wrong with them."""

import re
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from plenum import pool
from plenum.draw import pixels
from plenum.model.picture import Copy, Picture, copies_of
from tests.sites.harness import Site
from tests.sites.pictures import camera_words, gradient, opened, saved, swapped_profile

Make = Callable[[str], Site]
ROOT = Path(__file__).parents[2]
SHOWS = "-- content/a.md --\n--- A\n![A wall unit](unit.jpg)\n"
SECRETS = (b"SECRET", b"Exif\0", b"xmpmeta", b"Photoshop", b"exif", b"http://ns.adobe")


def copies(site: Site, ending: str) -> dict[int, Image.Image]:
    """Return the copies in one format by width."""
    found = [name for name in site.files() if name.startswith("assets/images/")]
    return {
        int(match[1]): opened((site.output / name).read_bytes())
        for name in found
        if (match := re.fullmatch(rf".*-(\d+)\.[0-9a-f]{{10}}\.{ending}", name))
    }


def img(html: str) -> str:
    match = re.search(r"<img[^>]*>", html)
    assert match
    return match[0]


def published(site: Site) -> list[bytes]:
    """Return every picture of the output."""
    endings = {".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"}
    return [
        (site.output / name).read_bytes()
        for name in site.files()
        if Path(name).suffix in endings and "icon" not in name
    ]


# -- what a page offers ---------------------------------------------------------------------


def test_a_photo_is_offered_in_two_formats_and_four_widths(site: Make) -> None:
    made = site(SHOWS)
    made.write("content/unit.jpg", saved(gradient(2000, 1000), "JPEG"))
    main = made.fine().main("/a/")

    for kind in ("avif", "webp"):
        assert {w: i.size for w, i in copies(made, kind).items()} == {
            360: (360, 180), 720: (720, 360), 1080: (1080, 540), 1440: (1440, 720),
        }  # fmt: skip
        srcset = re.search(rf'<source type="image/{kind}" srcset="([^"]*)"', main)
        assert srcset
        for part in srcset[1].split(", "):
            assert part.split()[0].lstrip("/") in made.files()
            assert part.split()[1] in {"360w", "720w", "1080w", "1440w"}
    assert list(copies(made, "jpg")) == [1080]
    assert re.search(r'src="/assets/images/unit-1080\.[0-9a-f]{10}\.jpg"', img(main))
    assert 'alt="A wall unit" width="2000" height="1000"' in img(main)


@pytest.mark.parametrize(
    ("width", "wanted"),
    [(361, [361]), (396, [360, 396]), (760, [360, 760]), (800, [360, 720, 800]), (1440, None),
     (5000, None)],
)  # fmt: skip
def test_no_copy_is_wider_than_the_original(width: int, wanted: list[int] | None) -> None:
    made = copies_of(Picture("d", "photo", width, 300, bare=True), "a.jpg")
    widths = [copy.width for copy in made if copy.format == "avif"]
    assert widths == (wanted or [360, 720, 1080, 1440])
    assert max(widths) <= width


@pytest.mark.parametrize(("width", "height"), [(1, 1), (360, 4000)])
def test_a_small_picture_is_shown_as_it_is(site: Make, width: int, height: int) -> None:
    made = site(SHOWS)
    data = saved(gradient(width, height), "JPEG")
    made.write("content/unit.jpg", data)
    tag = img(made.fine().main("/a/"))
    assert f'src="/unit.jpg" alt="A wall unit" width="{width}" height="{height}"' in tag
    assert not [name for name in made.files() if "images/" in name]
    assert (made.output / "unit.jpg").read_bytes() == data


def test_the_first_picture_is_loaded_at_once_and_the_others_late(site: Make) -> None:
    """The cover is the first where there is one."""
    made = site("""
        -- content/a.md --
        --- A
        ![One](one.png) and ![Two](one.png)
        -- content/b.md --
        ---
        title: B
        description: About B.
        cover: {image: one.png, alt: The cover}
        ---
        ![One](one.png)
        -- content/one.png --
    """).fine()
    first, second = re.findall(r"<img[^>]*>", made.main("/a/"))
    assert 'fetchpriority="high"' in first
    assert "lazy" not in first
    assert 'loading="lazy" decoding="async"' in second
    cover, text = re.findall(r"<img[^>]*>", made.main("/b/"))
    assert 'alt="The cover"' in cover
    assert 'fetchpriority="high"' in cover
    assert 'loading="lazy"' in text


def test_a_title_is_a_caption_where_the_picture_stands_alone(site: Make) -> None:
    made = site("""
        -- content/a.md --
        --- A
        ![One](one.png 'Photo: "J. Doe" & Co')

        In ![two](one.png "hint") text.
        -- content/one.png --
    """).fine()
    main = made.main("/a/")
    assert '<figcaption>Photo: "J. Doe" &amp; Co</figcaption></figure>' in main
    assert main.count("<figure") == 1
    assert 'title="hint"' in main
    assert "<p><figure" not in main


def test_a_cover_keeps_its_focus_and_names_whose_it_is(site: Make) -> None:
    made = site("""
        -- content/a.md --
        ---
        title: A
        description: About A.
        cover: {image: unit.jpg, alt: A wall unit, credit: J. Doe, focus: 34% 76%}
        ---
        Words.
    """)
    made.write("content/unit.jpg", saved(gradient(), "JPEG"))
    main = made.fine().main("/a/")
    assert 'class="focus-x30 focus-y80"' in main
    assert "<figcaption>J. Doe</figcaption>" in main
    page = made.page("a/index.html")
    for rule in (".focus-x30{--fx:30%}", ".focus-y80{--fy:80%}"):
        assert rule in page
    assert '"contentUrl":"https://hub.example/unit.jpg","width":1600,"height":1000' in page


@pytest.mark.parametrize("focus", ["left", "30%", "30 40", "101% 0%", "1% 2% 3%"])
def test_a_focus_is_two_percentages(site: Make, focus: str) -> None:
    made = site(f"""
        -- content/a.md --
        ---
        title: A
        description: About A.
        cover: {{image: a.png, alt: A wall unit, focus: {focus}}}
        ---
        Words.
        -- content/a.png --
    """).build()
    assert made.faults() == ["content/a.md:4:48 wrong-value"]


def test_an_editors_own_picture_element_stays(site: Make) -> None:
    made = site("""
        -- content/a.md --
        --- A
        <picture><source srcset="/b.avif" type="image/avif"><img src="unit.jpg" alt="x"></picture>
    """)
    made.write("content/unit.jpg", saved(gradient(), "JPEG"))
    main = made.fine().main("/a/")
    assert main.count("<picture>") == main.count("<source") == 1
    assert 'src="/unit.jpg" alt="x" width="1600" height="1000"' in main


def test_a_picture_under_a_path_and_with_any_name(site: Make) -> None:
    made = site("-- content/a.md --\n--- A\n![A](<Wärme pumpe 1.png>)\n")
    made.write("content/Wärme pumpe 1.png", saved(gradient(500, 400), "PNG"))
    main = made.fine(base_url="https://hub.example/air").main("/a/")
    match = re.search(r'src="/air/(assets/images/[^"]*)"', main)
    assert match
    assert match[1].startswith("assets/images/w%C3%A4rme-pumpe-1-500.")
    assert "assets/images/wärme-pumpe-1-500." in " ".join(made.files())


def test_pictures_no_page_shows_have_no_copies(site: Make) -> None:
    made = site("-- content/a.md --\n--- A\n[Download](unit.jpg)\n")
    made.write("content/unit.jpg", saved(gradient(), "JPEG"))
    assert "unit.jpg" in made.fine().files()
    assert not [name for name in made.files() if "images/" in name]


# -- what is taken out ----------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_nothing_tells_of_camera_and_place(site: Make, kind: str) -> None:
    """Not in the copies, and not in the file at the picture's own address."""
    made = site(SHOWS)
    words: dict[str, object] = {"exif": camera_words(), "xmp": b"<x:xmpmeta>SECRETXMP</x:xmpmeta>"}
    if kind == "JPEG":
        words["comment"] = b"SECRETCOMMENT"
    if kind == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_text("Author", "SECRETAUTHOR")
        text.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>SECRETXMP</x:xmpmeta>")
        words = {"exif": camera_words(), "pnginfo": text}
    original = saved(gradient(), kind, **words)
    assert b"SECRET" in original
    made.write("content/unit.jpg", original)
    made.fine()
    assert len(published(made)) == 10
    for data in published(made):
        for secret in SECRETS:
            assert secret not in data.replace(b"exif-", b"")
        assert not opened(data).getexif()


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_what_moves_goes_on_moving_without_words(site: Make, kind: str) -> None:
    made = site(SHOWS)
    frames = [gradient(400, 300), gradient(400, 300).rotate(180)]
    words = {"comment": b"SECRETCOMMENT"} if kind == "GIF" else {"exif": camera_words()}
    data = saved(
        frames[0],
        kind,
        save_all=True,
        append_images=frames[1:],
        duration=[100, 300],
        loop=0,
        **words,
    )
    assert b"SECRET" in data
    made.write("content/unit.jpg", data)
    tag = img(made.fine().main("/a/"))
    assert 'src="/unit.jpg"' in tag
    shown = (made.output / "unit.jpg").read_bytes()
    assert b"SECRET" not in shown
    image = opened(shown)
    assert (image.n_frames, image.info["loop"], image.size) == (2, 0, (400, 300))  # type: ignore[attr-defined]


def test_what_hangs_behind_a_photo_is_cut_off(site: Make) -> None:
    """Telephones put a second photo there, with words of its own."""
    made = site(SHOWS)
    made.write("content/unit.jpg", saved(gradient(), "JPEG") + b"SECRETTRAILER")
    made.fine()
    assert not [data for data in published(made) if b"SECRET" in data]


def test_a_photo_without_words_is_published_as_it_is(site: Make) -> None:
    made = site(SHOWS)
    data = saved(gradient(), "JPEG")
    made.write("content/unit.jpg", data)
    assert (made.fine().output / "unit.jpg").read_bytes() == data


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_stands_upright(site: Make, orientation: int) -> None:
    """Whatever way the camera was held: the red grows to the right, the green downwards."""
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    upright = gradient(500, 400)
    stored = upright.transpose(turns[orientation]) if orientation in turns else upright
    made = site(SHOWS)
    made.write(
        "content/unit.jpg", saved(stored, "JPEG", quality=95, exif=camera_words(orientation))
    )
    assert 'width="500" height="400"' in img(made.fine().main("/a/"))
    wanted = [upright.getpixel(place) for place in ((20, 20), (480, 20), (20, 380))]
    for data in published(made):
        shown = opened(data).convert("RGB").resize((500, 400))
        found = [shown.getpixel(place) for place in ((20, 20), (480, 20), (20, 380))]
        for left, right in zip(wanted, found, strict=True):
            assert all(abs(a - b) < 12 for a, b in zip(left, right, strict=True)), found  # type: ignore[arg-type]


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_colours_come_out_in_srgb(site: Make, mode: str) -> None:
    """By the profile of the file, in which red is blue here; the copies need none."""
    made = site(SHOWS)
    image = Image.new(mode, (500, 400), "red")
    image.paste(0, (0, 0, 10, 10))
    made.write("content/unit.jpg", saved(image, "PNG", icc_profile=swapped_profile()))
    made.fine()
    for data in published(made):
        shown = opened(data)
        assert not shown.info.get("icc_profile")
        red, green, blue = shown.convert("RGB").getpixel((300, 200))  # type: ignore[misc]
        assert max(red, green) < 30
        assert blue > 240


def test_a_profile_that_cannot_be_read_is_left_out(site: Make) -> None:
    made = site(SHOWS)
    made.write("content/unit.jpg", saved(gradient(500, 400), "JPEG", icc_profile=b"no profile"))
    made.fine()
    assert copies(made, "jpg")[500].mode == "RGB"


@pytest.mark.parametrize(
    ("mode", "kind", "fallback"),
    [("CMYK", "JPEG", "jpg"), ("L", "JPEG", "jpg"), ("RGBA", "PNG", "png"), ("LA", "PNG", "png"),
     ("P", "PNG", "png"), ("1", "PNG", "png"), ("I;16", "PNG", "png"), ("P", "GIF", "png"),
     ("RGB", "WEBP", "jpg"), ("RGBA", "WEBP", "png"), ("RGB", "AVIF", "jpg")],
)  # fmt: skip
def test_every_kind_of_pixels_has_its_copies(
    site: Make, mode: str, kind: str, fallback: str
) -> None:
    made = site(SHOWS)
    image = gradient(500, 400)
    if "A" in mode:
        image.putalpha(Image.linear_gradient("L").resize((500, 400)))
    image = image.convert("L").convert(mode) if mode == "I;16" else image.convert(mode)
    made.write("content/unit.jpg", saved(image, kind))
    made.fine()
    for ending in ("avif", "webp", fallback):
        for width, copy in copies(made, ending).items():
            assert copy.width == width
            assert copy.mode in {"RGB", "RGBA"}
            has_alpha = "A" in copy.mode and copy.getchannel("A").getextrema() != (255, 255)
            assert has_alpha == ("A" in mode)
    assert list(copies(made, fallback)) == [500]


# -- what is wrong --------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_a_picture_that_is_cut_off_is_broken(site: Make, kind: str) -> None:
    made = site(SHOWS)
    data = saved(gradient(), kind)
    made.write("content/unit.jpg", data[: len(data) // 2])
    assert made.build().faults() == ["content/unit.jpg:1:1 broken-picture"]


def test_what_cannot_be_read_is_not_published(site: Make) -> None:
    """Even where that is no error: the place may still stand in a photo that was cut off."""
    made = site("""
        -- config.yaml --
        title: T
        base_url: https://hub.example
        faults: {broken-picture: off, orphan: off, dead-end: off, too-far: off}
    """)
    data = saved(gradient(), "JPEG", exif=camera_words())
    made.write("content/unit.jpg", data[: len(data) // 2])
    made.write("content/a.md", "--- A\n![A wall unit](unit.jpg)\n")
    assert "unit.jpg" not in made.fine().files()


def test_a_picture_as_large_as_a_trap_is_not_opened(site: Make) -> None:
    """A few bytes that would become 1.2 gigabytes."""
    made = site(SHOWS)
    bomb = bytearray(saved(Image.new("1", (8, 8)), "GIF"))
    bomb[6:10] = (20_000).to_bytes(2, "little") * 2
    made.write("content/unit.jpg", bytes(bomb))
    assert made.build().faults() == ["content/unit.jpg:1:1 picture-too-large"]
    assert "has 400,000,000 pixels" in made.messages()


def test_a_moving_trap_is_not_opened(site: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pixels, "_MOST_FRAMES", 400 * 300 * 2 - 1)
    frames = [gradient(400, 300), gradient(400, 300).rotate(180)]
    made = site(SHOWS)
    made.write("content/unit.jpg", saved(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    assert made.build().faults() == ["content/unit.jpg:1:1 picture-too-large"]
    assert "2 × 400 × 300 pixels" in made.messages()


def test_traps_and_photos_at_once_are_told_apart(site: Make) -> None:
    """What Python does with warnings is one thing for all threads, of whom several look."""
    made = site("-- content/a.md --\n--- A\n")
    trap = bytearray(saved(Image.new("1", (8, 8)), "GIF"))
    # So many that Pillow warns and opens it all the same.
    trap[6:10] = (10_000).to_bytes(2, "little") * 2
    photo = saved(gradient(), "JPEG", exif=camera_words())
    for number in range(40):
        made.write(f"content/trap-{number:02}.gif", bytes(trap) + bytes([number]))
        made.write(f"content/photo-{number:02}.jpg", photo + bytes([number]))
    before = warnings.filters[:]
    places = [f"content/trap-{number:02}.gif:1:1 picture-too-large" for number in range(40)]
    assert made.build(jobs=4).faults() == places
    assert warnings.filters == before


def test_a_file_that_is_too_large_is_not_read(site: Make) -> None:
    made = site(SHOWS)
    made.write("content/unit.jpg", b"")
    with (made.folder / "content/unit.jpg").open("wb") as file:
        file.truncate(61_000_000)
    assert made.build().faults() == ["content/unit.jpg:1:1 picture-too-large"]
    assert "has 61 MB" in made.messages()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("![](a.png)", "5:1"),
        ("Words ![ ](a.png)", "5:7"),
        ("![IMG_2041](a.png)", "5:1"),
        ("![a.png](a.png)", "5:1"),
        ('<img src="a.png">', "5:1"),
        ('<img src="a.png" title="no alt">', "5:1"),
    ],
)
def test_a_picture_without_words_is_an_error(site: Make, text: str, place: str) -> None:
    made = site(f"-- content/a.md --\n--- A\n{text}\n-- content/a.png --\n").build()
    assert made.faults() == [f"content/a.md:{place} image-without-alt"]
    assert made.report.errors == 1


@pytest.mark.parametrize("text", ['<img src="a.png" alt="">', "<img alt=Words src=a.png>",
                                  "`<img src=x>` ![P3 of the plan](a.png)"])  # fmt: skip
def test_words_and_a_decoration_are_no_error(site: Make, text: str) -> None:
    site(f"-- content/a.md --\n--- A\n{text}\n-- content/a.png --\n").fine()


def test_a_covers_alt_is_no_file_name(site: Make) -> None:
    made = site("""
        -- content/a.md --
        ---
        title: A
        description: About A.
        cover: {image: a.png, alt: DSC_0042.jpg}
        ---
        Words.
        -- content/a.png --
    """).build()
    assert made.faults() == ["content/a.md:4:28 image-without-alt"]


# -- builds ---------------------------------------------------------------------------------


def two_photos(site: Make) -> Site:
    made = site("""
        -- content/a.md --
        --- A
        ![One](one.jpg) ![Two](two.png)
    """)
    made.write("content/one.jpg", saved(gradient(900, 600), "JPEG", exif=camera_words(6)))
    made.write("content/two.png", saved(gradient(800, 500), "PNG"))
    return made


def test_builds_are_equal_with_one_worker_and_with_two(site: Make) -> None:
    made = two_photos(site)
    one = made.fine(cache=False, jobs=1).snapshot()
    made.output = made.folder / "again"
    assert made.fine(cache=False, jobs=2).snapshot() == one
    made.output = made.folder / "third"
    assert made.fine(jobs=2).snapshot() == one
    made.output = made.folder / "warm"
    assert made.fine(jobs=2).snapshot() == one


def test_pictures_are_made_in_threads(site: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without processes, which would take their time to begin."""
    threads: list[str] = []
    encode = pixels.encode

    def noted(data: bytes, copies: Iterable[Copy]) -> Iterator[tuple[Copy, bytes]]:
        threads.append(threading.current_thread().name)
        return encode(data, copies)

    monkeypatch.setattr(pixels, "encode", noted)
    monkeypatch.setattr(pool, "_processes", None)
    two_photos(site).fine(jobs=2)
    assert len(threads) == 2
    assert threading.main_thread().name not in threads


def test_a_warm_build_makes_nothing_anew(site: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    made = two_photos(site).fine()
    before = made.snapshot()

    def fail(*_: object) -> None:
        raise AssertionError

    for name in ("examine", "encode", "without_words"):
        monkeypatch.setattr(pixels, name, fail)
    assert made.fine().report.written == 0
    assert made.snapshot() == before
    with pytest.raises(AssertionError):
        made.build(cache=False)


def test_a_damaged_entry_is_made_anew(site: Make) -> None:
    made = two_photos(site).fine()
    before = made.snapshot()
    entries = {path: path.read_bytes() for path in (made.folder / ".plenum/cache/images").iterdir()}
    for path, data in entries.items():
        path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    assert made.fine().snapshot() == before
    assert {path: path.read_bytes() for path in entries} == entries


def test_a_photo_that_changes_under_the_build_is_a_fault(
    site: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It could be read when it was looked at; nothing is written."""

    def fail(*_: object) -> None:
        raise pixels.UnreadablePictureError("cut off")

    monkeypatch.setattr(pixels, "encode", fail)
    made = two_photos(site).build(jobs=1)
    assert [each.partition(":")[0] for each in made.faults()] == ["content/one.jpg"]
    assert "no copies can be made of it: cut off" in made.messages()
    assert not made.output.exists()


def test_check_keeps_nothing(site: Make) -> None:
    made = two_photos(site)
    made.build(write=False)
    assert made.faults() == []
    assert not (made.folder / ".plenum").exists()


@pytest.mark.parametrize("command", [["--help"], ["check"], ["build"]])
def test_pillow_is_not_loaded_where_nothing_is_drawn(site: Make, command: list[str]) -> None:
    """Not for help, not to check a site without pictures, not where all was drawn before."""
    made = site("""
        -- config.yaml --
        title: T
        base_url: https://hub.example
        faults: {orphan: off, dead-end: off, too-far: off}
        -- content/a.md --
        --- A
        Words.
    """)
    if command == ["build"]:
        made.write("content/a.md", "--- A\n![One](one.jpg)\n")
        made.write("content/one.jpg", saved(gradient(500, 400), "JPEG"))
        run(made, command)
    _, loaded = run(made, command)
    assert loaded == "[]"


def run(site: Site, command: list[str]) -> tuple[str, str]:
    """Run a command in a process of its own; say what it printed, and what it loaded."""
    program = (
        "import sys\nfrom plenum.cli import main\n"
        "try: main(sys.argv[1:])\nexcept SystemExit: pass\n"
        "print(sorted({n.split('.')[0] for n in sys.modules} & {'PIL', 'resvg_py'}))"
    )
    arguments = [*command, "--site", str(site.folder), "--today", "2026-11-21"]
    done = subprocess.run(
        [sys.executable, "-c", program, *(command if command == ["--help"] else arguments)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    *output, last = done.stdout.strip().split("\n")
    return "\n".join(output), last
