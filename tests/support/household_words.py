"""What the made-up household has written, and what its files are called, in the languages of the window.

Invariant: English, unless `HOUSEHOLD_LANGUAGE` names another language when the process starts. The tests say nothing.
"""

from __future__ import annotations

import os

_SPOKEN = {"de": 1, "fr": 2}.get(os.environ.get("HOUSEHOLD_LANGUAGE", ""), 0)
_NAMES = {
    "Archive": ("Archiv", "Archives"),
    "Attic (old).pdf": ("Dachboden (alt).pdf", "Combles (ancien).pdf"),
    "Backup": ("Sicherung", "Sauvegarde"),
    "Contract draft v3.docx": ("Vertragsentwurf v3.docx", "Projet de contrat v3.docx"),
    "Contracts": ("Verträge", "Contrats"),
    "Desktop": ("Schreibtisch", "Bureau"),
    "Documents": ("Dokumente", "Documents"),
    "Downloads": ("Downloads", "Téléchargements"),
    "Energy notes 2025.md": ("Energienotizen 2025.md", "Notes énergie 2025.md"),
    "Heat loss by room.xlsx": ("Wärmeverlust je Raum.xlsx", "Pertes par pièce.xlsx"),
    "Heat pump sizing guide.pdf": ("Wärmepumpen auslegen.pdf", "Choisir sa pompe à chaleur.pdf"),
    "Heating": ("Heizung", "Chauffage"),
    "Heating options – family meeting.pptx": ("Heizung – Familienrat.pptx", "Chauffage – réunion de famille.pptx"),
    "House": ("Haus", "Maison"),
    "Mail": ("Post", "Courrier"),
    "Notes": ("Notizen", "Notes"),
    "Offer 4471 – revised after the visit.docx": ("Angebot 4471 – geändert.docx", "Devis 4471 – après visite.docx"),
    "Offers & orders": ("Angebote", "Devis"),
    "Payslips.zip": ("Gehaltszettel.zip", "Fiches de paie.zip"),
    "Plans": ("Pläne", "Plans"),
    "Taxes": ("Steuern", "Impôts"),
    "heater on-off times.xlsx": ("Schaltzeiten der Heizung.xlsx", "heures du chauffage.xlsx"),
}
"""Files and folders that the pictures show."""


def said(english: str, german: str, french: str) -> str:
    """A text of the household, in the language of this process."""
    return (english, german, french)[_SPOKEN]


def named(path: str) -> str:
    """A path of the household, each part of it as it is called in the language of this process."""
    return "/".join(said(part, *_NAMES.get(part, (part, part))) for part in path.split("/"))
