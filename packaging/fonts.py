"""Makes the fonts of resources/fonts from their published web fonts.

    python packaging/fonts.py FOLDER

FOLDER holds the unpacked packages ``inter-ui`` 4.1 and ``@fontsource/titillium-web`` 5.3. The screen and the PDF
library take plain TrueType, web fonts come compressed, and Titillium in two halves that have to be joined.
"""

import sys
from pathlib import Path

from fontTools import merge, subset
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
INTER = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}
TITILLIUM = {"Regular": 400, "SemiBold": 600, "Bold": 700}

# Latin, Greek and Cyrillic with their extensions, punctuation, currencies, arrows, operators, shapes and ticks.
LETTERS = ((0x20, 0x52F), (0x1E00, 0x1FFF), (0x2000, 0x206F), (0x2070, 0x22FF), (0x2500, 0x27BF), (0xFB00, 0xFB06))
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum", "case", "ordn", "calt"]


def make_inter(package: Path) -> None:
    """Inter without the alternates that nothing here asks for, from a quarter to a half of its weight."""
    for style, weight in INTER.items():
        font = TTFont(package / "web" / f"Inter-{style}.woff2")
        options = subset.Options(layout_features=FEATURES, hinting=False, name_IDs=["*"], notdef_outline=True)
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=[code for first, last in LETTERS for code in range(first, last + 1)])
        cutter.subset(font)
        save(font, "Inter", style, weight)


def make_titillium(package: Path) -> None:
    """Titillium Web, its Latin and extended Latin halves in one file."""
    for style, weight in TITILLIUM.items():
        halves = [package / "files" / f"titillium-web-{half}-{weight}-normal.woff2" for half in ("latin", "latin-ext")]
        save(merge.Merger().merge([str(half) for half in halves]), "Titillium Web", style, weight)


def save(font: TTFont, family: str, style: str, weight: int) -> None:
    """Write one face under names that every system groups into one family."""
    plain = style in ("Regular", "Bold")
    names = {1: family if plain else f"{family} {style}", 2: style if plain else "Regular", 4: f"{family} {style}"}
    names[6] = f"{family.replace(' ', '')}-{style}"
    for number, text in (names | {16: family, 17: style}).items():
        font["name"].setName(text, number, 3, 1, 0x409)
        font["name"].removeNames(nameID=number, platformID=1)
    font["OS/2"].usWeightClass = weight
    font.flavor = None
    font.save(FONTS / f"{names[6]}.ttf")


def main() -> None:
    """Make all faces from the packages under the folder named on the command line."""
    folder = Path(sys.argv[1])
    make_inter(folder / "inter-ui")
    make_titillium(folder / "titillium-web")


if __name__ == "__main__":
    main()
