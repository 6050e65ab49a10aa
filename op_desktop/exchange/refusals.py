"""Why a file of people is refused, where, and what to do about it."""

from op_desktop.domain.formats import format_number
from op_desktop.errors import UserError
from op_desktop.language import N_


class FileRefused(UserError):
    """A file that cannot be read as a table; nothing was imported."""

    def __init__(self, **facts: object) -> None:
        limit = facts.get("limit")
        super().__init__(**(facts | {"limit": format_number(limit)} if isinstance(limit, int) else facts))


class FileClosed(FileRefused):
    title = N_("“{name}” cannot be opened.")
    advice = N_("Close it in the other program and try again. Nothing was imported.")


class FileTooLarge(FileRefused):
    title = N_("“{name}” is larger than {limit} MB.")
    advice = N_("Keep only the sheet that is needed, or divide it into several files. Nothing was imported.")


class TooManyRows(FileRefused):
    title = N_("“{name}” has more than {limit} rows.")
    advice = N_("Divide it into several files. Nothing was imported.")


class TooManyColumns(FileRefused):
    title = N_("Row {line} of “{name}” has more than {limit} columns.")
    advice = N_("Keep only the columns that are needed. Nothing was imported.")


class TooManyCells(FileRefused):
    title = N_("“{name}” has more than {limit} cells.")
    advice = N_("Delete the empty rows and columns after the table, or divide it. Nothing was imported.")


class FieldTooLong(FileRefused):
    title = N_("A cell in row {line} of “{name}” has more than {limit} characters.")
    advice = N_("Perhaps a quotation mark is missing before it. Correct the row and try again. Nothing was imported.")


class LetterUnreadable(FileRefused):
    title = N_("“{name}”, row {line}, character {column}: a letter cannot be read (code {byte}).")
    advice = N_("Open it in Excel or LibreOffice and save it as “CSV UTF-8”, or choose another alphabet. "
                "Nothing was imported.")  # fmt: skip


class NulFound(FileRefused):
    title = N_("“{name}”, row {line}, character {column}: there is an empty sign that no text may hold.")
    advice = N_("The file is damaged or is not a table. Save it again as .csv or .xlsx. Nothing was imported.")


class QuoteNotClosed(FileRefused):
    title = N_("“{name}”: the quotation mark opened in row {line} is never closed.")
    advice = N_("Close it or take it away in that row, then try again. Nothing was imported.")


class QuoteMisplaced(FileRefused):
    title = N_("“{name}”, row {line}: text follows a closing quotation mark.")
    advice = N_("Write quotation marks inside a text twice, or take them away. Nothing was imported.")


class NotATable(FileRefused):
    title = N_("“{name}” is not a table.")
    advice = N_("Choose a .csv or .xlsx file. Nothing was imported.")


class OtherWorkbook(FileRefused):
    title = N_("“{name}” is an older or another kind of workbook.")
    advice = N_("Open it in Excel or LibreOffice and save it as .xlsx. Nothing was imported.")


class WorkbookLocked(FileRefused):
    title = N_("“{name}” is protected by a password.")
    advice = N_("Open it in Excel, save it without the password and try again. Nothing was imported.")


class WorkbookDamaged(FileRefused):
    title = N_("“{name}” is not whole.")
    advice = N_("Ask for it again, or open it in Excel and save it anew. Nothing was imported.")


class WorkbookTooLarge(FileRefused):
    title = N_("“{name}” would take more than {limit} MB once unpacked.")
    advice = N_("Copy the rows that are needed into a new workbook. Nothing was imported.")


class NoSuchSheet(FileRefused):
    title = N_("“{name}” has no sheet “{sheet}”.")
    advice = N_("Choose one of: {sheets}.")


class SetIncomplete(FileRefused):
    title = N_("“{name}” is not a whole set of lists: {missing} is missing.")
    advice = N_("Ask the school for all files of the export, or for the list of the class alone. "
                "Nothing was imported.")  # fmt: skip


class SetColumnMissing(FileRefused):
    title = N_("“{name}” has no column “{column}”.")
    advice = N_("Ask for the export as it comes out of the program, with its titles. Nothing was imported.")


class SetEmpty(FileRefused):
    title = N_("“{name}” holds no class.")
    advice = N_("Ask for the export of this school year. Nothing was imported.")


class SetDamaged(FileRefused):
    title = N_("The archive “{name}” is not whole.")
    advice = N_("Ask for it again, or take its files out and choose them. Nothing was imported.")


class SetLocked(FileRefused):
    title = N_("The archive “{name}” is protected by a password.")
    advice = N_("Take its files out with the password and choose them. Nothing was imported.")


class SetTooLarge(FileRefused):
    title = N_("The archive “{name}” would take more than {limit} MB once unpacked.")
    advice = N_("Ask for the export of this school alone. Nothing was imported.")


class NothingToRead(FileRefused):
    title = N_("“{name}” is empty.")
    advice = N_("Choose another file. Nothing was imported.")


class ClipboardEmpty(FileRefused):
    title = N_("There is no table on the clipboard.")
    advice = N_("In Excel select the rows, press Ctrl+C, then come back.")


class NoPupilsFound(FileRefused):
    title = N_("“{name}” has neither a column of numbers nor one of names.")
    advice = N_("Choose the columns that hold the number, the surname and the name.")


class TextNotStorable(FileRefused):
    """On the way out: a text that the format cannot hold."""

    title = N_("Row {line}, “{column}”: the text cannot be written into this kind of file.")
    advice = N_("Shorten it or take away its hidden signs, then try again. No file was written.")


class TooManyRowsForExcel(FileRefused):
    title = N_("Excel holds at most {limit} rows in a sheet.")
    advice = N_("Choose a shorter period or export as CSV. No file was written.")
