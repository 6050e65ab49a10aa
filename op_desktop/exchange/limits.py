"""How much a file of people may hold before it is refused unread."""

MEBIBYTE = 1024 * 1024

BYTES = 64 * MEBIBYTE
ROWS = 200_000
COLUMNS = 500
CELLS = 4_000_000
"""Rows times columns: what fits in memory on a small computer."""
FIELD = MEBIBYTE
"""Characters in one cell."""
UNPACKED = 128 * MEBIBYTE
"""All parts of a workbook together once unpacked."""
PARTS = 2_000
"""Files inside a workbook."""
NAME = 100
"""Characters in a surname or a given name."""
NUMBER = 9_999
"""The highest register number."""
