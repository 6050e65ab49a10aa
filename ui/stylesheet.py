"""The style sheet of the window: one template filled from the colour tokens and the text size."""

from collections.abc import Mapping
from string import Template
from typing import Final

from ui.tokens import ROLES, TONES

_TEMPLATE: Final = Template("""
* { outline: 0; }
QMainWindow, #page, #page_body, QScrollArea, QStackedWidget { background: $bg; border: 0; }
QToolTip { background: $nav; color: $on_nav; border: 0; padding: 6px 8px; }

#card, #dialog_card { background: $surface; border: 1px solid $border; border-radius: 8px; }
#dialog_card { border-color: $border; }
#sunken { background: $surface2; border: 1px solid $border; border-radius: 6px; }
#topbar { background: $surface; border: 0; border-bottom: 1px solid $border; }
#nav { background: $nav; border: 0; }
#nav QScrollArea, #nav_list { background: $nav; }
#nav_line { background: $nav_active; border: 0; }
#value_tile { background: $surface; border: 1px solid $border; border-radius: 8px; }
#value_tile[chosen="true"] { background: $primary_tint; border: 2px solid $focus; }
#hline { background: $border; border: 0; }
#row { background: transparent; border: 0; }
#toast { background: $nav; border: 1px solid $nav_active; border-radius: 8px; }

QPushButton {
  background: $surface; color: $text; border: 1px solid $border_strong; border-radius: 4px; font-weight: 500;
  padding: 0 14px; min-height: ${h32}px;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $sunken; }
QPushButton:disabled { color: $text_disabled; }
QPushButton:focus { border: 2px solid $focus; padding: 0 13px; min-height: ${h30}px; }
QPushButton[kind="soft"], QPushButton[kind="tile"] { border-color: $border; }
QPushButton[kind="soft"]:focus, QPushButton[kind="tile"]:focus { border-color: $focus; }
QPushButton[kind="primary"] { background: $primary; color: $on_primary; border-color: $primary; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $primary_hover; }
QPushButton[kind="primary"]:pressed { background: $primary_press; }
QPushButton[kind="primary"]:focus { border-color: $text; }
QPushButton[kind="danger"] { background: $danger; color: $on_danger; border-color: $danger; font-weight: 600; }
QPushButton[kind="danger"]:focus { border-color: $text; }
QPushButton[kind="primary"]:disabled,
QPushButton[kind="danger"]:disabled { background: $sunken; color: $text_disabled; border-color: $border; }
QPushButton[kind="ghost"] { background: transparent; border-color: transparent; color: $primary_text;
  padding: 0 10px; }
QPushButton[kind="ghost"]:hover, QPushButton[kind="ghost"]:pressed { background: $primary_tint; }
QPushButton[kind="ghost"]:focus { border-color: $focus; padding: 0 9px; }
QPushButton[kind="ghost"]:disabled { color: $text_disabled; }
QPushButton[kind="quiet"] {
  background: transparent; border-color: transparent; padding: 0 8px; text-align: left; font-weight: 600;
}
QPushButton[kind="quiet"]:hover { background: $hover; }
QPushButton[kind="quiet"]:focus { border-color: $focus; padding: 0 7px; }
QPushButton[kind="icon"] { background: transparent; border-color: transparent; padding: 0; min-width: ${h32}px; }
QPushButton[kind="icon"]:hover { background: $hover; }
QPushButton[kind="icon"]:focus { border-color: $focus; min-width: ${h30}px; }
QPushButton[kind="square"] { padding: 0; min-width: ${h38}px; }
QPushButton[kind="square"]:focus { padding: 0; min-width: ${h36}px; }
QPushButton[kind="entry"], QPushButton[kind="entry"]:focus { border: 0; padding: 0; min-height: 0; }
QPushButton[kind="tile"] { border-radius: 8px; min-height: ${h48}px; padding: 0; text-align: left; }
QPushButton[kind="tile"]:focus { min-height: ${h46}px; }
QPushButton[kind="search"] {
  background: $sunken; color: $text3; border-color: $sunken; border-radius: 6px; text-align: left; font-weight: 400;
  padding: 0;
}
QPushButton[kind="search"]:hover { border-color: $border; }
QPushButton[kind="search"]:focus { border-color: $focus; }
QPushButton[kind="figure"] { background: transparent; border-color: transparent; border-radius: 8px; padding: 0; }
QPushButton[kind="figure"]:hover { background: $hover; }
QPushButton[kind="figure"]:focus { border-color: $focus; }
QPushButton[kind="crumb"] {
  background: transparent; border: 0; border-radius: 2px; padding: 0; color: $text2; font-size: ${f12}px;
  min-height: ${h22}px;
}
QPushButton[kind="crumb"]:hover { color: $primary_text; }
QPushButton[kind="crumb"]:focus { border: 0; padding: 0; color: $primary_text; background: $primary_tint;
  min-height: ${h22}px; }
QPushButton[kind="choice"] { background: $surface2; border-color: $border; padding: 0; text-align: left;
  min-height: ${h48}px; }
QPushButton[kind="choice"]:hover { background: $hover; }
QPushButton[kind="choice"]:checked { background: $primary_tint; border-color: $focus; }
QPushButton[kind="choice"]:focus { border-color: $focus; min-height: ${h46}px; }
QPushButton[kind="choice"][slim="true"] { min-height: ${h34}px; background: $surface; }
QPushButton[kind="choice"][slim="true"]:checked { background: $primary_tint; border-color: $border; }
QPushButton[kind="choice"][slim="true"]:focus { border-color: $focus; min-height: ${h32}px; }
QPushButton[kind="toast"] { background: transparent; border-color: transparent; color: $nav_accent; font-weight: 600; }
QPushButton[kind="toast"]:hover { background: $nav_hover; }
QPushButton[kind="toast"]:focus { border-color: $nav_accent; }
QPushButton[big="true"] { font-size: ${f15}px; min-height: ${h42}px; padding: 0 16px; }
QPushButton[big="true"]:focus { min-height: ${h40}px; padding: 0 15px; }
QPushButton[segment="true"] {
  background: transparent; border-color: transparent; color: $text2; min-height: ${h26}px; padding: 0 12px;
}
QPushButton[segment="true"]:hover { background: $hover; }
QPushButton[segment="true"]:checked { background: $surface; border-color: $border; color: $text; font-weight: 600; }
QPushButton[segment="true"]:focus { border: 2px solid $focus; min-height: ${h24}px; padding: 0 11px; }
#segments { background: $sunken; border: 0; border-radius: 6px; }
QPushButton::menu-indicator { width: 0; image: none; }

QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QDateEdit, QTimeEdit {
  background: $surface; color: $text; border: 1px solid $border_strong; border-radius: 4px; padding: 0 10px;
  selection-background-color: $primary; selection-color: $on_primary;
}
QLineEdit, QComboBox, QSpinBox, QDateEdit, QTimeEdit { min-height: ${h32}px; }
QPlainTextEdit { padding: 6px 10px; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus, QTimeEdit:focus {
  border: 2px solid $focus; padding: 0 9px; min-height: ${h30}px;
}
QPlainTextEdit:focus { border: 2px solid $focus; padding: 5px 9px; }
QLineEdit:disabled, QComboBox:disabled { color: $text_disabled; border-color: $border; }
QLineEdit[invalid="true"] { border-color: $danger; }
QLineEdit[big="true"] { font-size: ${f17}px; min-height: ${h40}px; }
QLineEdit[big="true"]:focus { min-height: ${h38}px; }
QLineEdit[hero="true"] { font-size: ${f20}px; border: 2px solid $border_strong; border-radius: 6px;
  min-height: ${h46}px; padding: 0 12px 0 ${h46}px; }
QLineEdit[hero="true"]:focus { border-color: $focus; padding: 0 12px 0 ${h46}px; min-height: ${h46}px; }
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus {
  border: 0; background: transparent; font-size: ${f20}px; padding: 0; min-height: ${h32}px;
}
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus, QComboBox QLineEdit, QComboBox QLineEdit:focus {
  border: 0; background: transparent; padding: 0; min-height: 0;
}
QDateEdit::up-button, QDateEdit::down-button { border: 0; width: 0; }
QComboBox::drop-down { border: 0; width: 26px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $border; selection-background-color: $selection;
  selection-color: $selection_text; }

QMenu { background: $surface; color: $text; border: 1px solid $border; padding: 6px; }
QMenu::item { padding: 8px 28px 8px 12px; border-radius: 4px; }
QMenu::item:selected { background: $primary_tint; color: $text; }
QMenu::separator { height: 1px; background: $border; margin: 6px; }

QTableView { background: $surface; alternate-background-color: $surface2; border: 0; gridline-color: transparent;
  selection-background-color: $selection; selection-color: $selection_text; }
QListView { background: transparent; border: 0; }
QHeaderView { background: $surface2; border: 0; }
QHeaderView::section { background: $surface2; color: $text2; border: 0; border-bottom: 1px solid $border;
  padding: 0 8px; font-weight: 600; min-height: ${h32}px; }
QTableCornerButton::section { background: $surface2; border: 0; }

QProgressBar { background: $sunken; border: 0; border-radius: 4px; min-height: 8px; max-height: 8px; }
QProgressBar::chunk { background: $primary; border-radius: 4px; }

QScrollBar:vertical { width: 12px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 12px; background: transparent; margin: 0; }
QScrollBar::handle { background: $border; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $border_strong; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
  background: transparent; border: 0; width: 0; height: 0;
}

QLabel { background: transparent; color: $text; border: 0; }
QLabel[ink="text2"] { color: $text2; }
QLabel[ink="text3"] { color: $text3; }
QLabel[ink="nav_muted"] { color: $nav_muted; }
QLabel[ink="on_nav"] { color: $on_nav; }
QLabel[ink="primary_text"] { color: $primary_text; }
QLabel[keycap="true"] { background: $surface; color: $text2; border: 1px solid $border; border-radius: 4px;
  padding: 2px 5px; }
QLabel[keycap="primary"] { background: $surface; color: $primary_text; border: 1px solid $primary_text;
  border-radius: 4px; padding: 2px 7px; }
QLabel[keycap="nav"] { background: transparent; color: $nav_text; border: 1px solid $nav_muted; border-radius: 4px;
  padding: 2px 6px; }
""")

_DESK: Final = Template("""
QPushButton, QPushButton[kind], QPushButton[segment="true"], QPushButton:focus, QPushButton[kind]:focus,
QPushButton[segment="true"]:focus, QPushButton[kind][slim="true"], QPushButton[kind][slim="true"]:focus,
QPushButton[kind="choice"][slim="true"]:focus, QLineEdit, QLineEdit:focus, QLineEdit[big="true"], QComboBox,
QComboBox:focus, QSpinBox, QDateEdit, QTimeEdit, QCheckBox { min-height: ${target}px; }
QPushButton[kind="icon"], QPushButton[kind="square"], QPushButton[kind="crumb"], QPushButton[kind="icon"]:focus,
QPushButton[kind="square"]:focus { min-width: ${target}px; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { min-height: 0; }
QMenu::item { padding: 14px 28px 14px 12px; }
""")
"""Desk mode: nothing to press is smaller than a finger."""


def style_sheet(
    colors: Mapping[str, str], text_size: int, *, text_family: str, title_family: str, target: int = 0
) -> str:
    """The whole style sheet for these colours, at this text size in per cent.

    With ``target`` whatever is pressed is so many px high and wide at least.
    """
    grown = {f"{kind}{size}": round(size * text_size / 100) for kind in "fh" for size in range(11, 61)}
    rules = [_TEMPLATE.substitute(colors, **{name: str(size) for name, size in grown.items()})]
    for name, role in ROLES.items():
        family = title_family if role.title else text_family
        size = round(role.size * text_size / 100)
        rules.append(
            f'QLabel[role="{name}"] {{ font-family: "{family}"; font-size: {size}px; font-weight: {role.weight}; }}'
        )
    for tone, (ink, ground) in TONES.items():
        rules.append(f'QLabel[ink="{tone}"] {{ color: {colors[ink]}; }}')
        rules.append(
            f'#banner[tone="{tone}"] {{ background: {colors[ground]}; border: 1px solid {colors[ink]};'
            f" border-radius: 8px; }}"
        )
    if target:
        rules.append(_DESK.substitute(target=target))
    rules.append('#banner[strip="true"] { margin-top: 12px; }')
    return "\n".join(rules)
