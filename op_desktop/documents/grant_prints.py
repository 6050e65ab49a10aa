"""The grant call on paper: the sheet of the jury's round, and a letter to each group with its decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from op_desktop.documents.paper import MM
from op_desktop.documents.print_cells import Cell
from op_desktop.documents.print_page import Column, Head, Prints, shared, text
from op_desktop.documents.print_words import PRINT_WORDS
from op_desktop.documents.style import Weight
from op_desktop.domain.formats import format_date, format_money, format_number
from op_desktop.domain.grant import ApplicationStatus, Criterion, GrantCall, Instalment
from op_desktop.domain.record import RecordId
from op_desktop.errors import UserError
from op_desktop.language import N_, said
from op_desktop.register.grant_lists import instalments
from op_desktop.register.grant_scores import Judged, criteria, ranking, reviewers_of
from op_desktop.storage.reader import Reader

STATUS = {
    ApplicationStatus.SUBMITTED: N_("Handed in"),
    ApplicationStatus.FUNDED: N_("Funded"),
    ApplicationStatus.REJECTED: N_("Not funded"),
}


class NoLetters(UserError):
    """Nothing was decided yet."""

    title = N_("No application of this edition is decided yet.")
    advice = N_("Fund or refuse one first; the letters say what was decided.")


@dataclass(frozen=True, slots=True)
class Round:
    """Everything a print of the call needs."""

    call: GrantCall
    criteria: tuple[Criterion, ...]
    judged: tuple[Judged, ...]
    reviewers: Mapping[RecordId, str]
    instalments: Mapping[RecordId, tuple[Instalment, ...]]
    """Of the funded applications."""


def round_of(reader: Reader, call_id: RecordId) -> Round:
    """What a print of this edition needs; raises ``RecordMissing``."""
    judged = ranking(reader, call_id)
    parts = {each.row.id: tuple(instalments(reader, each.row.id)) for each in judged
             if each.row.status is ApplicationStatus.FUNDED}  # fmt: skip
    return Round(reader.require(GrantCall, call_id), tuple(criteria(reader, call_id)), tuple(judged),
                 reviewers_of(reader, judged), parts)  # fmt: skip


def render_round_sheet(found: Round, printed_at: datetime, language: str) -> bytes:
    """The ranking with every reviewer's total, the criteria and the money; names of groups, of no person.

    Raises CharacterNotPrintable, RightToLeftText or TextTooLong with the row that holds the text.
    """
    prints = Prints(_head(found.call, N_("Round sheet"), printed_at, language), PRINT_WORDS[language])
    reviewers = sorted(found.reviewers, key=lambda id: found.reviewers[id])
    titles = [
        ("#", 8.0), (N_("Project"), 41.0), (N_("Area"), 12.0), (N_("Municipalities"), 31.5), (N_("People"), 17.5),
        *((found.reviewers[id].replace(" ", "\n", 1), 15.5) for id in reviewers), (N_("Score"), 15.0),
        (N_("Asks for"), 18.0), (N_("State"), 28.0),
    ]  # fmt: skip
    scale = min(1.0, 182 / sum(width for _title, width in titles))
    columns = [Column(said(title, language), width * MM * scale, middle=number in (0, 2))
               for number, (title, width) in enumerate(titles)]  # fmt: skip
    rows = [_row(each, number, reviewers, language) for number, each in enumerate(found.judged, start=1)]
    prints.table(shared(columns) if scale == 1.0 else columns, rows)
    prints.heading(said(N_("Criteria"), language))
    weights = sum(each.weight for each in found.criteria)
    prints.facts([(f"{each.weight}/{weights}", each.name) for each in found.criteria])
    prints.heading(said(N_("Funds"), language))
    given = sum((each.row.awarded or Decimal() for each in found.judged), Decimal())
    prints.facts([
        (said(N_("Money of the call"), language), _euro(found.call.budget, language)),
        (said(N_("Awarded"), language), _euro(given, language)),
        (said(N_("Left"), language), _euro(found.call.budget - given, language)),
    ])  # fmt: skip
    prints.closing(said(N_("Score: mean of the reviewers, of 100."), language), said(N_("For the jury"), language))
    return prints.render()


def render_letters(found: Round, printed_at: datetime, language: str) -> bytes:
    """One page for each application that is decided, to its group; raises like ``render_round_sheet``, and NoLetters.

    The letter tells the group its own score and no one else's.
    """
    decided = [each for each in found.judged if each.row.status is not ApplicationStatus.SUBMITTED]
    if not decided:
        raise NoLetters
    prints = Prints(_head(found.call, N_("Decision"), printed_at, language), PRINT_WORDS[language])
    for number, each in enumerate(sorted(decided, key=lambda each: each.row.title)):
        if number:
            prints.new_part()
        _letter(prints, found, each, language)
    return prints.render()


def _letter(prints: Prints, found: Round, each: Judged, language: str) -> None:
    row = each.row
    prints.heading(said(N_("To the group {name}"), language).format(name=row.group_name or row.title))
    about = N_("Your project “{project}” took part in {call}, edition {edition}.")
    call = found.call
    prints.paragraph(said(about, language).format(project=row.title, call=call.title, edition=call.edition))
    if each.score is not None:
        score = said(N_("The jury gave it {score} points of 100."), language)
        prints.paragraph(score.format(score=format_number(each.score, language, decimals=2)))
    if row.status is ApplicationStatus.FUNDED and row.awarded is not None:
        won = said(N_("It is funded with {amount}, paid in three parts."), language)
        prints.paragraph(won.format(amount=_euro(row.awarded, language)))
        prints.facts([
            (said(N_("Part {n}, {percent} %"), language).format(n=part.position, percent=part.percent),
             _euro(part.amount, language) + _paid(part, language))
            for part in found.instalments.get(row.id, ())
        ])  # fmt: skip
    else:
        prints.paragraph(said(N_("The money of this edition does not reach it: it is not funded."), language))
        prints.paragraph(said(N_("The #OP Cafès are open to your group for whatever the idea can become."), language))
    prints.closing("", said(N_("For #Oltreiperimetri"), language))


def _paid(part: Instalment, language: str) -> str:
    if part.paid_on is None:
        return ""
    return f" – {said(N_('paid on {day}'), language).format(day=format_date(part.paid_on, 'list', language))}"


def _row(each: Judged, number: int, reviewers: Sequence[RecordId], language: str) -> list[Cell]:
    row = each.row
    totals = [each.totals.get(reviewer) for reviewer in reviewers]
    asked = row.awarded if row.awarded is not None else row.requested
    texts = [
        str(each.place or ""), row.title, str(row.area), ", ".join(row.towns), str(row.members),
        *("–" if total is None else format_number(total, language, decimals=2) for total in totals),
        "–" if each.score is None else format_number(each.score, language, decimals=2),
        "" if asked is None else format_money(int(asked * 100), language), said(STATUS[row.status], language),
    ]  # fmt: skip
    strong = {1, 5 + len(reviewers)}
    return [
        text(value, number, Weight.SEMIBOLD if place in strong else Weight.REGULAR) for place, value in enumerate(texts)
    ]


def _head(call: GrantCall, kind: str, printed_at: datetime, language: str) -> Head:
    edition = said(N_("Edition {n}"), language).format(n=call.edition)
    opened, closed = (format_date(day, "list", language) for day in (call.opens_on, call.closes_on))
    return Head(document=f"{said(kind, language)} {call.title} {call.edition}", kind=said(kind, language),
                title=call.title, subtitle=f"{edition} · {opened} – {closed}", printed_at=printed_at,
                language=language)  # fmt: skip


def _euro(amount: Decimal, language: str) -> str:
    return format_money(int(amount * 100), language, cents_shown=True)
