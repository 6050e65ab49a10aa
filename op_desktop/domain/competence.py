"""The areas of financial competence to which every lesson and every question belongs."""

from collections.abc import Mapping
from enum import StrEnum

from op_desktop.language import N_


class Area(StrEnum):
    """Content areas of the EU/OECD-INFE framework for children and youth, 27 September 2023."""

    MONEY = "money"
    PLANNING = "planning"
    RISK = "risk"
    LANDSCAPE = "landscape"


class SubArea(StrEnum):
    """Their parts in the Italian guidelines of the Committee for financial education; the code names the area first."""

    PRICES = "money.prices"
    PAYMENTS = "money.payments"
    INCOME = "planning.income"
    SAVING = "planning.saving"
    CREDIT = "planning.credit"
    AWARENESS = "risk.awareness"
    INSURANCE = "risk.insurance"
    PENSION = "risk.pension"
    PROTECTION = "landscape.protection"
    INTERMEDIARIES = "landscape.intermediaries"

    @property
    def area(self) -> Area:
        """The area that this is part of."""
        return Area(self.value.partition(".")[0])


AREA_NAMES: Mapping[Area, str] = {
    Area.MONEY: N_("Money and transactions"),
    Area.PLANNING: N_("Planning and managing finances"),
    Area.RISK: N_("Risk and reward"),
    Area.LANDSCAPE: N_("Financial landscape"),
}

SUB_AREA_NAMES: Mapping[SubArea, str] = {
    SubArea.PRICES: N_("Money and prices"),
    SubArea.PAYMENTS: N_("Payments and purchases"),
    SubArea.INCOME: N_("Income and planning"),
    SubArea.SAVING: N_("Saving and investing"),
    SubArea.CREDIT: N_("Credit"),
    SubArea.AWARENESS: N_("Knowing and managing risks"),
    SubArea.INSURANCE: N_("Insurance"),
    SubArea.PENSION: N_("Pensions"),
    SubArea.PROTECTION: N_("Protection and self-protection"),
    SubArea.INTERMEDIARIES: N_("Intermediaries and regulation"),
}
