"""``calc``: exact numbers for programs, steps for people, and a sentence for whatever is wrong."""

import pytest


def test_a_loan_as_json_is_exact_and_has_its_schedule(run):
    answer = run("calc", "loan", "--principal", 1000, "--tan", 12, "--months", 12, "--json")

    assert answer.code == 0
    assert answer.json["inputs"] == {"principal": "1000", "tan": "12", "months": "12"}
    assert answer.json["results"] == {"instalment": "88.85", "total": "1066.20", "interest": "66.20"}
    assert len(answer.json["schedule"]) == 12
    assert answer.json["schedule"][-1] == {
        "month": "12", "paid": "88.84", "interest": "0.88", "capital": "87.96", "owed": "0.00"
    }  # fmt: skip
    assert answer.json["steps"]


def test_people_read_figures_steps_and_the_schedule(run):
    answer = run("calc", "loan", "--principal", "1000", "--tan", "12", "--months", "12", "--language", "it")

    assert answer.code == 0
    told = answer.out.replace("\u00a0", " ")
    assert "88,85 €" in told
    assert "Rata: 1.000 € × 1 % : (1 − 1 : 1,126825) = 88,85 €." in told
    assert "921,15 €" in told


@pytest.mark.parametrize(
    ("words", "results"),
    [
        (("budget", "--income", "1650"), {"savings": "330.00", "needs": "825.00", "wants": "495.00"}),
        (("savings", "--goal", "3000", "--months", "24", "--rate", "2"), {"monthly": "122.62"}),
        (("savings", "--goal", "1000", "--monthly", "35"), {"months": "29", "last": "20.00"}),
        (("savings", "--case", "total", "--monthly", "50", "--months", "60", "--rate", "2"), {"total": "3152.37"}),
        (("compound", "--capital", "1000", "--rate", "5", "--years", "10"), {"compound": "1628.89"}),
        (("compound", "--capital", "1000", "--rate", "12", "--years", "1", "--times", "365"), {"compound": "1127.47"}),
        (("inflation", "--amount", "1000", "--inflation", "2,5", "--years", "10"), {"real_value": "781.20"}),
        (("inflation", "--rent", "500", "--variation", "2.7", "--share", "75"), {"new_rent": "510.13"}),
        (("instalments", "--price", "540", "--count", "24", "--instalment", "25"), {"extra": "60", "taeg": "10.83"}),
        (("taeg", "--principal", "1000", "--tan", "12", "--months", "12"), {"taeg": "12.68"}),
        (("debt", "--income", "1600", "--instalments", "300"), {"ratio": "18.8"}),
        (
            ("debt", "--tegm", "2.5", "--quarter", "4", "--year", "2026", "--cost", "7"),
            {"threshold": "7.125"},
        ),
    ],
)  # fmt: skip
def test_every_calculator_answers(run, words, results):
    answer = run("calc", *words, "--json")

    assert answer.code == 0, answer.err
    assert {key: answer.json["results"][key] for key in results} == results


def test_a_rate_by_days_follows_the_conventions_of_the_directive(run):
    answer = run("calc", "apr", "--received", "2013-02-26=1000", "--paid", "2013-03-29=1010", "--json")

    # One month and 2/366 of a year, not 31/365.
    wanted = (1.01 ** (1 / (1 / 12 + 2 / 366)) - 1) * 100
    assert float(answer.json["results"]["taeg"]) == pytest.approx(wanted, abs=1e-6)


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("loan", "--principal", "1.234", "--tan", "9", "--months", "3"), 1, "not a clear number"),
        (("loan", "--principal", "1,234.50", "--tan", "9", "--months", "3"), 1, "not a clear number"),
        (("loan", "--principal", "1000", "--tan", "9"), 1, "Months is missing"),
        (("loan", "--principal", "1000", "--tan", "9", "--months", "2.5"), 1, "whole number"),
        (("loan", "--principal", "1000", "--tan", "9", "--months", "481"), 1, "480"),
        (("loan", "--principal", "-5", "--tan", "9", "--months", "3"), 1, "from"),
        (("savings", "--goal", "100", "--months", "3", "--monthly", "5"), 1, "--case monthly"),
        (("savings", "--goal", "9000000", "--monthly", "1"), 1, "hundred years"),
        (("budget", "--income", "1000", "--needs-share", "80"), 1, "110"),
        (("taeg", "--received", "2026-01-01=100"), 1, "no repayment"),
        (("taeg", "--paid", "2026-01-01=100"), 1, "no drawdown"),
        (("taeg", "--received", "yesterday=100"), 1, "not a day"),
        (("taeg", "--received", "2026-01-01=100", "--tan", "5"), 1, "do not belong"),
        (("instalments", "--price", "100", "--down", "100", "--count", "3", "--instalment", "5"), 1, "already covers"),
        (("loan", "--colour", "red"), 2, "--colour"),
        (("mortgage",), 2, "mortgage"),
        ((), 2, "KIND"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_exit_code(run, words, code, says):
    answer = run("calc", *words)

    assert (answer.code, answer.out) == (code, "")
    assert says in answer.err


def test_nothing_is_stored(run, tmp_path):
    run("calc", "debt", "--income", "1500", "--instalments", "450")

    assert not (tmp_path / "home").exists()


def test_an_exercise_sheet_is_written_by_its_number(run, tmp_path):
    answer = run("calc", "loan", "--exercises", tmp_path / "sheet.pdf", "--sheet", 27)

    assert (answer.code, answer.out.strip()) == (0, str(tmp_path / "sheet.pdf"))
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    refused = run("calc", "loan", "--exercises", tmp_path / "none.pdf", "--sheet", 0)
    assert (refused.code, (tmp_path / "none.pdf").exists()) == (1, False)
