"""Pictures for tests, made where they are needed."""

from io import BytesIO

from PIL import Image, ImageCms


def gradient(width: int = 1600, height: int = 1000) -> Image.Image:
    """Return a picture in which left and right, top and bottom differ."""
    across = Image.linear_gradient("L").rotate(90).resize((width, height))
    down = Image.linear_gradient("L").resize((width, height))
    return Image.merge("RGB", (across, down, Image.new("L", (width, height), 80)))


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    """Return the bytes of a file."""
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def opened(data: bytes) -> Image.Image:
    """Return the picture in a file."""
    image = Image.open(BytesIO(data))
    image.load()
    return image


def camera_words(orientation: int = 1) -> Image.Exif:
    """Return what a telephone writes into a photo: its maker, its serial number, the place."""
    exif = Image.Exif()
    exif[0x010F] = "SECRETMAKER"
    exif[0x0112] = orientation
    exif.get_ifd(0x8769)[0xA431] = "SECRETSERIAL"
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 29.0), 29: "SECRETDAY"})
    return exif


def swapped_profile() -> bytes:
    """Return a colour profile in which red is blue: sRGB with two of its tags exchanged."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = (profile.index(name, 128) + 4 for name in (b"rXYZ", b"bXYZ"))
    profile[red : red + 4], profile[blue : blue + 4] = (
        profile[blue : blue + 4],
        profile[red : red + 4],
    )
    return bytes(profile)
