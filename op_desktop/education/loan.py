"""A loan in equal instalments (French repayment): the instalment, and the schedule that closes to the cent."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from op_desktop.education.rounding import exact, monthly_rate, to_cent


@dataclass(frozen=True, slots=True)
class Repayment:
    """One line of a schedule: what is paid, what of it is interest and capital, what is still owed."""

    number: int
    paid: Decimal
    interest: Decimal
    capital: Decimal
    owed: Decimal


@lru_cache(maxsize=64)
def _exact_instalment(principal: Decimal, tan: Decimal, months: int) -> Decimal:
    """Asked for by every line of an explanation, and worked out once."""
    with exact():
        share = monthly_rate(tan)
        if not share:
            return principal / months
        return principal * share / (1 - (1 + share) ** -months)


@dataclass(frozen=True, slots=True)
class Loan:
    """A loan in whole months; ``tan`` is the nominal yearly rate in per cent."""

    principal: Decimal
    tan: Decimal
    months: int

    @property
    def exact_instalment(self) -> Decimal:
        """The instalment before it is rounded, for computing with."""
        return _exact_instalment(self.principal, self.tan, self.months)

    @property
    def instalment(self) -> Decimal:
        """What is paid each month, to the cent."""
        return to_cent(self.exact_instalment)

    @property
    def total(self) -> Decimal:
        """All instalments as they are quoted; the schedule's total may differ by the cents of the last one.

        Without interest it is what was borrowed: there a cent more would be interest.
        """
        return self.instalment * self.months if self.tan else to_cent(self.principal)

    @property
    def interest(self) -> Decimal:
        """What the loan costs by the quoted instalments; never below nothing."""
        return max(Decimal("0.00"), self.total - to_cent(self.principal))

    def schedule(self) -> tuple[Repayment, ...]:
        """Month by month; interest is rounded each month, the last instalment closes the balance."""
        share, instalment, owed, lines = monthly_rate(self.tan), self.instalment, to_cent(self.principal), []
        for month in range(1, self.months + 1):
            interest = to_cent(owed * share)
            due = owed + interest
            paid = due if month == self.months else min(instalment, due)
            owed = due - paid
            lines.append(Repayment(month, paid, interest, paid - interest, owed))
        return tuple(lines)
