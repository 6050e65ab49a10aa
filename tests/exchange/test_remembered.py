"""The columns of a source are remembered on this computer, and nothing that a row holds is."""

from sqlalchemy import select

from op_desktop.domain.section import parse_class_name
from op_desktop.exchange.columns import Use
from op_desktop.exchange.reading import read_clipboard, read_table
from op_desktop.exchange.recognition import recognise
from op_desktop.exchange.remembered import recall, remember
from op_desktop.exchange.sheets import likely_sheet
from op_desktop.storage import tables

SWAPPED = (Use.NUMBER, Use.GIVEN_NAME, Use.FAMILY_NAME)


def listed(*rows, titles="Posto;Primo;Secondo"):
    return read_table("\n".join((titles, *rows)).encode(), "list.csv")


def kept(workspace):
    with workspace.engine.connect() as connection:
        rows = connection.execute(select(tables.local.c.name, tables.local.c.value)).all()
    return [tuple(row) for row in rows if row.name.startswith("roster_columns:")]


def test_the_uses_chosen_come_back_for_the_next_list_with_these_titles(workspace):
    remember(workspace, listed("1;Emma;Rossi", "2;Noemi;Villa"), SWAPPED)
    assert recall(workspace, listed("1;Elia;Zanetti", "2;Perla;Nava", "3;Ada;Cozzi")) == SWAPPED
    assert recall(workspace, listed("1;Elia;Zanetti", "2;Perla;Nava", titles="N;Cognome;Nome")) is None


def test_a_list_without_titles_is_known_by_what_its_columns_hold(workspace):
    remember(workspace, read_clipboard("1\tEmma\tRossi\n2\tNoemi\tVilla\n"), SWAPPED)
    assert recall(workspace, read_clipboard("1\tElia\tZanetti\n2\tPerla\tNava\n3\tAda\tCozzi\n")) == SWAPPED


def test_what_is_recognised_anyway_is_not_kept(workspace):
    table = listed("1;Rossi;Emma", titles="N.;Cognome;Nome")
    uses = tuple(guess.use for guess in recognise(table))
    remember(workspace, table, uses)
    assert kept(workspace) == []
    remember(workspace, table, SWAPPED)
    remember(workspace, table, uses)
    assert recall(workspace, table) == uses


def test_nothing_of_a_row_is_kept(workspace):
    uses = (Use.GIVEN_NAME, Use.FAMILY_NAME, Use.SKIP)
    remember(workspace, read_clipboard("Rossi\tEmma\t7\nVilla\tNoemi\t8\n"), uses)
    ((name, value),) = kept(workspace)
    assert value == "given_name,family_name,skip"
    assert len(name) == len("roster_columns:") + 32
    assert set(name.removeprefix("roster_columns:")) <= set("0123456789abcdef")


def test_the_sheet_of_the_class_in_front_is_proposed():
    sheets = ("1A", "2B · Scuola media Aurora", "2B · Scuola media Boreale", "classe 3ªC")
    assert likely_sheet(sheets, parse_class_name("3C")) == "classe 3ªC"
    assert likely_sheet(sheets, parse_class_name("2B")) is None
    assert likely_sheet(sheets, parse_class_name("2B"), "Scuola media Aurora") == "2B · Scuola media Aurora"
    assert likely_sheet(sheets, parse_class_name("5E")) is None
