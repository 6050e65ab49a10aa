"""The names of months and weekdays in Italian and English."""

MONTHS = {
    "it": ("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
           "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"),
    "en": ("January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December"),
}  # fmt: skip

SHORT_MONTHS = {spoken: tuple(name[:3] for name in names) for spoken, names in MONTHS.items()}

DAYS = {
    "it": ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}

SHORT_DAYS = {spoken: tuple(name[:3] for name in names) for spoken, names in DAYS.items()}
