"""Files of people: what comes in from CSV, Excel and the clipboard, and what goes out."""
