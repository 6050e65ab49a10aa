"""A school's logo: read with limits, stored once for all pages of a document."""

import hashlib
from io import BytesIO

from op_desktop.documents.paper import Paper
from op_desktop.errors import UserError
from op_desktop.language import N_

_MOST_PIXELS = 25_000_000
_DOTS_PER_POINT = 300 / 72


class LogoUnreadable(UserError):
    """The school's logo is not a picture that can be printed."""

    title = N_("The school's logo cannot be read.")
    advice = N_("Choose a PNG or JPEG picture of at most 25 megapixels, or print without the logo.")


def draw_logo(paper: Paper, picture: bytes, at: tuple[float, float], box: tuple[float, float]) -> None:
    """Draw a PNG or JPEG inside the box whose lower left corner is ``at``, to the right and in the middle.

    Raises LogoUnreadable.
    """
    form = f"logo-{hashlib.sha256(picture).hexdigest()[:16]}"
    if not paper.hasForm(form):
        image, width, height = _prepared(picture, box)
        scale = min(box[0] / width, box[1] / height)
        drawn = width * scale, height * scale
        paper.beginForm(form)
        paper.drawImage(image, at[0] + box[0] - drawn[0], at[1] + (box[1] - drawn[1]) / 2, *drawn)
        paper.endForm()
    paper.doForm(form)


def _prepared(picture: bytes, box: tuple[float, float]) -> tuple[object, int, int]:
    """The picture on white, no finer than print needs, for reportlab; and its width and height in pixels."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - only who prints a logo pays for loading it
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415 - slow to load

    try:
        with Image.open(BytesIO(picture), formats=("PNG", "JPEG")) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise LogoUnreadable
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as problem:
        raise LogoUnreadable from problem
    upright.thumbnail((int(box[0] * _DOTS_PER_POINT), int(box[1] * _DOTS_PER_POINT)))
    white = Image.new("RGBA", upright.size, "white")
    white.alpha_composite(upright)
    return ImageReader(white.convert("RGB")), upright.width, upright.height
