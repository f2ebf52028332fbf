"""Photos of paper: pictures with print in them, as a camera stores them."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw, ImageFont

LINES = ("The orchard opens in May.", "Bring a basket and good shoes.")


def photo_of_paper(orientation: int = 1) -> bytes:
    """A JPEG that shows `LINES`, with the orientation of the camera as its Exif data tell it."""
    image = Image.new("RGB", (900, 240), "white")
    for number, line in enumerate(LINES):
        ImageDraw.Draw(image).text((30, 30 + 70 * number), line, fill="black", font=ImageFont.load_default(40))
    exif = Image.Exif()
    exif[0x0112] = orientation
    stream = io.BytesIO()
    image.save(stream, "JPEG", exif=exif, quality=95)
    return stream.getvalue()
