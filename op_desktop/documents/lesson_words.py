"""The words printed around a lesson, as data: the paper's language may differ from the screen's."""

from collections.abc import Mapping
from dataclasses import dataclass

from op_desktop.domain.competence import Area, SubArea
from op_desktop.domain.school import Level


@dataclass(frozen=True, slots=True)
class LessonWords:
    """The words of one language."""

    plan: str
    worksheet: str
    key: str
    handouts: str
    question: str
    objectives: str
    materials: str
    timing: str
    part: str
    long_form: str
    short_form: str
    total: str
    examples: str
    slides: str
    answer: str
    drawing: str
    glossary: str
    struggling: str
    quick: str
    home: str
    areas: str
    meeting: str
    minutes: str
    fill_in: str
    fill_in_adults: str
    exercise: str
    page_of: str
    left_out: str
    levels: Mapping[Level, str]
    area_names: Mapping[Area, str]
    sub_areas: Mapping[SubArea, str]


LESSON_WORDS: Mapping[str, LessonWords] = {
    "it": LessonWords(
        plan="Piano dell’incontro",
        worksheet="Scheda di lavoro",
        key="Soluzioni della scheda",
        handouts="Materiali da stampare",
        question="La domanda grande",
        objectives="Obiettivi",
        materials="Che cosa serve",
        timing="I tempi",
        part="Parte",
        long_form="{n} min",
        short_form="forma breve, {n} min",
        total="In tutto",
        examples="Esempi da fare alla lavagna",
        slides="Diapositive",
        answer="Si scopre: {text}",
        drawing="Figura: {text}",
        glossary="Parole",
        struggling="Per chi fa fatica",
        quick="Per chi finisce prima",
        home="Da portare a casa",
        areas="Aree di competenza",
        meeting="incontro {n}",
        minutes="{n} minuti",
        fill_in="Classe ______   Numero ______   Data ______________",
        fill_in_adults="Gruppo ______   Numero ______   Data ______________",
        exercise="Esercizio {n}",
        page_of="Pagina {n} di {of}",
        left_out="–",
        levels={
            Level.PRIMARY: "Scuola primaria, classi quarta e quinta",
            Level.LOWER_SECONDARY: "Scuola secondaria di primo grado",
            Level.UPPER_SECONDARY: "Scuola secondaria di secondo grado",
            Level.ADULT: "Persone adulte – Operazione riequilibriamoci",
        },
        area_names={
            Area.MONEY: "Denaro e transazioni",
            Area.PLANNING: "Pianificazione e gestione delle finanze",
            Area.RISK: "Rischio e rendimento",
            Area.LANDSCAPE: "Ambiente finanziario",
        },
        sub_areas={
            SubArea.PRICES: "moneta e prezzi",
            SubArea.PAYMENTS: "pagamenti e acquisti",
            SubArea.INCOME: "reddito e pianificazione",
            SubArea.SAVING: "risparmio e investimento",
            SubArea.CREDIT: "credito",
            SubArea.AWARENESS: "consapevolezza e gestione dei rischi",
            SubArea.INSURANCE: "assicurazione",
            SubArea.PENSION: "previdenza",
            SubArea.PROTECTION: "strumenti di tutela e autotutela",
            SubArea.INTERMEDIARIES: "intermediari finanziari e regolamentazione",
        },
    ),
    "en": LessonWords(
        plan="Lesson plan",
        worksheet="Worksheet",
        key="Key to the worksheet",
        handouts="Handouts to print",
        question="The big question",
        objectives="Objectives",
        materials="What you need",
        timing="Timing",
        part="Part",
        long_form="{n} min",
        short_form="short form, {n} min",
        total="In all",
        examples="Examples for the board",
        slides="Slides",
        answer="Revealed: {text}",
        drawing="Figure: {text}",
        glossary="Words",
        struggling="For those who find it hard",
        quick="For those who finish first",
        home="To take home",
        areas="Areas of competence",
        meeting="meeting {n}",
        minutes="{n} minutes",
        fill_in="Class ______   Number ______   Date ______________",
        fill_in_adults="Group ______   Number ______   Date ______________",
        exercise="Exercise {n}",
        page_of="Page {n} of {of}",
        left_out="–",
        levels={
            Level.PRIMARY: "Primary school, fourth and fifth year",
            Level.LOWER_SECONDARY: "Lower secondary school",
            Level.UPPER_SECONDARY: "Upper secondary school",
            Level.ADULT: "Adults – Operazione riequilibriamoci",
        },
        area_names={
            Area.MONEY: "Money and transactions",
            Area.PLANNING: "Planning and managing finances",
            Area.RISK: "Risk and reward",
            Area.LANDSCAPE: "Financial landscape",
        },
        sub_areas={
            SubArea.PRICES: "money and prices",
            SubArea.PAYMENTS: "payments and purchases",
            SubArea.INCOME: "income and planning",
            SubArea.SAVING: "saving and investing",
            SubArea.CREDIT: "credit",
            SubArea.AWARENESS: "knowing and managing risks",
            SubArea.INSURANCE: "insurance",
            SubArea.PENSION: "pensions",
            SubArea.PROTECTION: "protection and self-protection",
            SubArea.INTERMEDIARIES: "intermediaries and regulation",
        },
    ),
}
