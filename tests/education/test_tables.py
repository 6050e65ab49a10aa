"""How tables read: what names the columns, and which hold figures."""

import pytest

from op_desktop.education.tables import figure_columns, headed, is_figure


@pytest.mark.parametrize("cell", ["3", "−9", "+180 €", "1.450\u00a0€", "€1,450.50", "−€160", "12,5 %", "27 anni", "?"])
def test_a_figure_may_have_a_sign_and_a_unit(cell):
    assert is_figure(cell)


@pytest.mark.parametrize("cell", ["", "quello che resta", "1 oppure 0", "24 rate da 25 €", "14 giorni per ripensarci"])
def test_words_with_a_number_are_no_figure(cell):
    assert not is_figure(cell)


@pytest.mark.parametrize(
    ("rows", "named", "figures"),
    [
        ([["Farina", "0,60 €"], ["Lavoro", "1,20 €"]], False, {1}),
        ([["Anno", "Con interesse"], ["1", "102,00 €"], ["2", "?"]], True, {0, 1}),
        ([["Entrate", "1.600 €"], ["Necessità 50 %", "800 €"]], False, {1}),
        ([["Posto", "Sicuro", "Cresce"], ["Conto", "sì", "poco"]], True, set()),
        ([["Emergenza", "112"], ["Truffa", "polizia postale"]], False, set()),
        ([], False, set()),
    ],
)
def test_headings_are_told_from_the_first_row(rows, named, figures):
    assert headed(rows) is named
    assert figure_columns(rows) == figures
