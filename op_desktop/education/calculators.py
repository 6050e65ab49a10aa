"""The eight calculators, in the order in which a class meets them."""

from op_desktop.education.budget import BUDGET
from op_desktop.education.calculator import Calculator
from op_desktop.education.compound import COMPOUND
from op_desktop.education.credit_cost import TAEG
from op_desktop.education.debt import DEBT
from op_desktop.education.inflation_explained import INFLATION
from op_desktop.education.instalments import INSTALMENTS
from op_desktop.education.loan_explained import LOAN
from op_desktop.education.savings_goal import SAVINGS

CALCULATORS: tuple[Calculator, ...] = (BUDGET, SAVINGS, COMPOUND, INFLATION, INSTALMENTS, LOAN, TAEG, DEBT)
CALCULATOR_OF = {calculator.key: calculator for calculator in CALCULATORS}
