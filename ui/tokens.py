"""The colours and letter sizes of the window as data, and the pairs that must stay readable."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "bg": "#F3F6FA", "surface": "#FFFFFF", "surface2": "#F7F9FC", "sunken": "#E8EEF5",
        "hover": "#EDF3FA", "chip": "#E8EEF5",
        "border": "#D5DEE8", "border_strong": "#76879A",
        "text": "#16212D", "text2": "#465668", "text3": "#5A6B7D", "text_disabled": "#8492A2",
        "primary": "#0066CC", "primary_hover": "#0059B3", "primary_press": "#004D99",
        "primary_tint": "#E5F0FB", "primary_text": "#005AB5", "on_primary": "#FFFFFF",
        "nav": "#0B2545", "nav_active": "#1B4478", "nav_hover": "#143560",
        "nav_text": "#C9D8EA", "nav_muted": "#93ABC8", "nav_accent": "#FFB24A", "on_nav_accent": "#2A1800",
        "on_nav": "#FFFFFF",
        "success": "#00734C", "success_tint": "#E1F4EC", "on_success": "#FFFFFF",
        "warning": "#8F5600", "warning_tint": "#FFF3DC", "on_warning": "#FFFFFF",
        "danger": "#C42B46", "danger_tint": "#FCE8EB", "on_danger": "#FFFFFF",
        "accent": "#BC4208", "accent_tint": "#FDEDE3",
        "focus": "#0066CC", "selection": "#CFE4FA", "selection_text": "#16212D",
        "s1": "#0066CC", "s2": "#C2560C", "s3": "#00665E", "s4": "#9B49B1", "s5": "#8593A3", "prev": "#7A93AE",
        "seq1": "#E5F0FB", "seq2": "#BFDCF7", "seq3": "#8DBFF0", "seq4": "#4C97E0", "seq5": "#0F6CC9",
        "seq6": "#00468C",
    }
)  # fmt: skip

DARK: Mapping[str, str] = MappingProxyType(
    {
        "bg": "#10151B", "surface": "#19212A", "surface2": "#1F2933", "sunken": "#0C1116",
        "hover": "#243140", "chip": "#243140",
        "border": "#303C49", "border_strong": "#75879A",
        "text": "#E9EEF4", "text2": "#B4C1CE", "text3": "#97A6B5", "text_disabled": "#66747F",
        "primary": "#1B6FC9", "primary_hover": "#1E74D0", "primary_press": "#155DAB",
        "primary_tint": "#15304D", "primary_text": "#7DBBFF", "on_primary": "#FFFFFF",
        "nav": "#0B1118", "nav_active": "#1C3552", "nav_hover": "#16222F",
        "nav_text": "#B4C1CE", "nav_muted": "#8294A7", "nav_accent": "#FFB24A", "on_nav_accent": "#2A1800",
        "on_nav": "#FFFFFF",
        "success": "#4FC795", "success_tint": "#12352A", "on_success": "#06150F",
        "warning": "#F0B04A", "warning_tint": "#3A2B10", "on_warning": "#1A1203",
        "danger": "#FF7D8C", "danger_tint": "#43191F", "on_danger": "#22060A",
        "accent": "#FF9A5C", "accent_tint": "#40240F",
        "focus": "#7DBBFF", "selection": "#1F4570", "selection_text": "#FFFFFF",
        "s1": "#58A6FF", "s2": "#F2994A", "s3": "#2FA89E", "s4": "#D3A3EC", "s5": "#B9C6D3", "prev": "#6F8CAB",
        "seq1": "#16293D", "seq2": "#1C3F63", "seq3": "#22568C", "seq4": "#2C72B8", "seq5": "#4C97E0",
        "seq6": "#8DC4FF",
    }
)  # fmt: skip

TONES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "neutral": ("text2", "chip"),
        "info": ("primary_text", "primary_tint"),
        "success": ("success", "success_tint"),
        "warning": ("warning", "warning_tint"),
        "danger": ("danger", "danger_tint"),
        "accent": ("accent", "accent_tint"),
    }
)
"""Each tone's ink and ground, as token names."""

SURFACES = ("bg", "surface", "surface2", "hover")

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((ink, ground) for ink in ("text", "text2", "text3") for ground in SURFACES),
    *(("primary_text", ground) for ground in (*SURFACES, "primary_tint")),
    *TONES.values(),
    *((ink, "surface") for ink in ("success", "warning", "danger", "accent")),
    *(("on_primary", ground) for ground in ("primary", "primary_hover", "primary_press")),
    *((ink, ground) for ink in ("nav_text", "nav_muted", "on_nav", "nav_accent") for ground in ("nav", "nav_hover")),
    ("on_nav", "nav_active"),
    ("on_nav_accent", "nav_accent"),
    ("on_success", "success"),
    ("on_warning", "warning"),
    ("on_danger", "danger"),
    ("text2", "sunken"),
    ("text3", "sunken"),
    ("text2", "primary_tint"),
    ("text2", "selection"),
    ("selection_text", "selection"),
)
"""Ink and ground of every text: at least 4.5 to 1 in both themes."""

GRAPHIC_PAIRS: tuple[tuple[str, str], ...] = (
    *(("border_strong", ground) for ground in ("surface", "bg")),
    *(("focus", ground) for ground in SURFACES),
    ("nav_accent", "nav_active"),
    *((series, "surface") for series in ("s1", "s2", "s3", "s4", "s5", "prev")),
)
"""Ink and ground of every border of a control and every mark of a chart: at least 3 to 1 in both themes."""


class TypeRole(NamedTuple):
    """How one kind of text is set; ``size`` in px at text size 100 %."""

    size: int
    weight: int = 400
    title: bool = False
    spacing: float = 0.0


ROLES: Mapping[str, TypeRole] = MappingProxyType(
    {
        "title": TypeRole(26, 700, title=True),
        "figure": TypeRole(26, 700, title=True),
        "big_figure": TypeRole(30, 700, title=True),
        "answer": TypeRole(44, 700, title=True),
        "hero": TypeRole(24, 700, title=True),
        "slide": TypeRole(24),
        "dialog": TypeRole(22, 700, title=True),
        "brand": TypeRole(18, 700, title=True),
        "card": TypeRole(15, 700, title=True),
        "time": TypeRole(15, 700, title=True),
        "chart": TypeRole(17, 700, title=True),
        "field": TypeRole(20),
        "lead": TypeRole(15),
        "body": TypeRole(13),
        "medium": TypeRole(13, 500),
        "strong": TypeRole(13, 600),
        "secondary": TypeRole(12),
        "label": TypeRole(12, 500),
        "chip": TypeRole(12, 600),
        "small": TypeRole(11, 500),
        "caps": TypeRole(11, 600, spacing=0.4),
    }
)
