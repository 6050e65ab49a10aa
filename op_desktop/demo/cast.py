"""The invented people of the training workspace, by name: the class, the regulars, the volunteers."""

CLASS_2B = (
    ("Abbate", "Lorenzo"), ("Ben Salah", "Yasmine"), ("Bianchi", "Sofia"), ("Brambilla", "Matteo"),
    ("Castelli", "Giorgia"), ("Cattaneo", "Edoardo"), ("Colombo", "Giulia"), ("Cozzi", "Alessandro"),
    ("De Luca", "Martina"), ("El Amrani", "Adam"), ("Ferrario", "Beatrice"), ("Galli", "Tommaso"),
    ("Ghezzi", "Anna"), ("Hoxha", "Denis"), ("Locatelli", "Pietro"), ("Mauri", "Chiara"), ("Monti", "Samuele"),
    ("Pirovano", "Luca"), ("Popescu", "Andreea Ștefania"), ("Radice", "Camilla"), ("Riva", "Gabriele"),
    ("Rossi", "Aurora"), ("Sala", "Davide"), ("Vismara", "Elena"), ("Zhang", "Wei"),
)  # fmt: skip

REGULARS = (
    ("El Amrani", "Fatima", 18), ("Rossi", "Aurora", 17), ("Hoxha", "Denis", 16), ("Ben Salah", "Yasmine", 15),
    ("Locatelli", "Pietro", 15), ("Zhang", "Wei", 14), ("Diallo", "Amina", 14), ("Riva", "Samuele", 13),
    ("Ghezzi", "Anna", 12), ("Abbate", "Lorenzo", 12), ("Ben Salah", "Hamza", 12), ("Petrović", "Ivana", 11),
    ("Galli", "Chiara", 11), ("Hoxha", "Nadia", 10), ("Ferrario", "Omar", 10), ("Cozzi", "Beatrice", 9),
    ("Mauri", "Gabriele", 9), ("Castelli", "Giorgia", 8),
)  # fmt: skip
"""The regulars of Spazio Compiti with how many of the last twenty meetings they came to."""
OCCASIONAL = (("Diallo", "Fatoumata", 4), ("Wójcik", "Małgorzata", 3), ("D'Amico", "Niccolò", 2))
HELPERS = (("Vismara", "Paola"), ("Ghezzi", "Renato"), ("Fattori", "Mario"))
DOUBLE = ("El Amrani", "Fatima Z.")
"""How another operator wrote the first of the regulars."""

EMPORIO = (("Sironi", "Carla"), ("Łukasik", "Piotr"), ("Dell'Orto", "Teresa"), ("Benítez Ortega", "José"))
"""Volunteers whose hours wait to be confirmed."""
