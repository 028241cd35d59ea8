"""What `samu geo places` says, in French and in English; the codes of refusals are stable."""

from typing import Final

from geo.places.row import WrongRow
from web.terminal import Language, Line

REFUSED: Final[dict[str, tuple[str, str]]] = {
    "places_unknown_format": (
        (
            "« {file} » : format inconnu. Donnez un fichier GeoNames (.txt, .zip), CSV (.csv) ou "
            "OpenStreetMap (.osm.pbf, .osm)."
        ),
        (
            '"{file}": unknown format. Give a GeoNames (.txt, .zip), CSV (.csv) or OpenStreetMap '
            "(.osm.pbf, .osm) file."
        ),
    ),
    "places_unreadable": (
        "Le fichier ne peut pas être lu : {reason}.",
        "The file cannot be read: {reason}.",
    ),
    "places_encoding": (
        "Ligne {line} : ce n'est pas de l'UTF-8. Enregistrez le fichier en UTF-8.",
        "Line {line}: this is not UTF-8. Save the file as UTF-8.",
    ),
    "places_no_header": (
        "Colonne manquante : {lacking}. La première ligne doit les nommer ; elle dit : {found}.",
        "No column {lacking}. The first line must name them; it says: {found}.",
    ),
    "places_not_geonames": (
        "Ce n'est pas un fichier GeoNames : {columns} colonnes au lieu de {needed}.",
        "This is no GeoNames dump: {columns} columns instead of {needed}.",
    ),
    "places_file_cut": (
        "Ligne {line} : le fichier est coupé ou abîmé. Téléchargez-le de nouveau.",
        "Line {line}: the file is cut or damaged. Download it again.",
    ),
    "places_osm_broken": (
        "L'extrait OpenStreetMap est coupé ou abîmé. Téléchargez-le de nouveau. ({reason})",
        "The OpenStreetMap extract is cut or damaged. Download it again. ({reason})",
    ),
    "places_axes_swapped": (
        (
            "Latitude et longitude sont inversées : {count} lignes, la première est la ligne "
            "{line} ({cell}). Échangez les deux colonnes."
        ),
        (
            "Latitude and longitude are exchanged: {count} lines, the first is line {line} "
            "({cell}). Exchange the two columns."
        ),
    ),
    "places_other_country": (
        "Ce fichier est d'un autre pays ({found}, sur {lines} lignes). Rien n'a été changé.",
        "This file is of another country ({found}, of {lines} lines). Nothing was changed.",
    ),
    "places_empty": (
        "Aucun lieu avec un nom dans ce fichier. Vérifiez que c'est le bon.",
        "No named place in this file. Check that it is the right one.",
    ),
    "places_rows_wrong": (
        (
            "{count} lignes sont fausses ; rien n'a été changé. Corrigez-les, ou ajoutez "
            "--skip-wrong pour les laisser de côté."
        ),
        (
            "{count} lines are wrong; nothing was changed. Correct them, or add --skip-wrong to "
            "leave them out."
        ),
    ),
    "places_store_damaged": (
        "{file} est abîmé : {reason}. Supprimez-le et refaites les imports.",
        "{file} is damaged: {reason}. Remove it and import again.",
    ),
    "places_no_source": (
        "Aucune source « {name} ». Importées : {known}.",
        'No source "{name}". Imported: {known}.',
    ),
}

_WRONG: Final[dict[str, tuple[str, str]]] = {
    "cells": ("moins de cellules que de colonnes", "fewer cells than columns"),
    "name_missing": ("pas de nom", "no name"),
    "name_long": ("nom trop long", "name too long"),
    "position": ("pas une position sur la terre", "no position on earth"),
    "kind": ("genre de lieu inconnu", "unknown kind of place"),
    "population": ("population : un nombre entier", "population: a whole number"),
    "day": ("date : AAAA-MM-JJ", "day: YYYY-MM-DD"),
    "swapped": ("latitude et longitude inversées ?", "latitude and longitude exchanged?"),
    "mirrored": ("signe « moins » oublié ?", "minus sign forgotten?"),
}


class Said(Line):
    """What the commands tell."""

    IMPORTED = (
        "{name} : {places} lieux ({landmarks} repères). {before}",
        "{name}: {places} places ({landmarks} landmarks). {before}",
    )
    REPLACED = (
        "Remplace {count} lieux de cette source.",
        "Replaces {count} places of this source.",
    )
    ADDED = ("Nouvelle source.", "A new source.")
    ABROAD = (
        "  {count} hors du pays (frontière, mer) : gardés, sans région",
        "  {count} outside the country (border, sea): kept, without a region",
    )
    FAR = ("  {count} loin du pays : laissés", "  {count} far from the country: left out")
    DOUBLED = ("  {count} en double : laissés", "  {count} given twice: left out")
    ELSEWHERE = (
        "  {count} dans une autre région que celle écrite : gardés",
        "  {count} in another region than the one written: kept",
    )
    PASSED_OVER = (
        "  {count} lignes sans intérêt ici (rivières, autres pays, sans nom)",
        "  {count} rows of no interest here (rivers, other countries, no name)",
    )
    WRONG = ("  {count} lignes fausses : laissées", "  {count} wrong lines: left out")
    RESTART = (
        "Redémarrez le service : il lit les lieux au démarrage.",
        "Restart the service: it reads the places when it starts.",
    )
    REMOVED = ("{name} : {count} lieux retirés.", "{name}: {count} places removed.")
    LINE = ("ligne {line} : {why} {cell}", "line {line}: {why} {cell}")
    MORE = ("et {count} autres", "and {count} more")
    NOTHING = ("Aucun lieu.", "No place.")
    PACKAGED = (
        "livrés avec le logiciel : {count} lieux ({name})",
        "packaged with the software: {count} places ({name})",
    )
    SOURCE = (
        (
            "{name} : {places} lieux, données du {dated}, importés le {imported} de {file} "
            "(sha256 {sha256}) ; {licence}"
        ),
        (
            "{name}: {places} places, data of {dated}, imported on {imported} from {file} "
            "(sha256 {sha256}); {licence}"
        ),
    )
    UNKNOWN_DAY = ("date inconnue", "an unknown day")
    NO_LICENCE = ("licence non indiquée", "licence not stated")
    VERIFIED = ("vérifié le {day}", "verified on {day}")
    UNVERIFIED = ("non vérifié", "not verified")


def refusal(code: str, language: Language, **facts: object) -> str:
    """Return the text of a refusal, its code first."""
    french, english = REFUSED[code]
    return f"{code}: {(english if language == 'en' else french).format(**facts)}"


def wrong_line(row: WrongRow, language: Language) -> str:
    """Return what is wrong with a line."""
    french, english = _WRONG[row.code]
    why = english if language == "en" else french
    return Said.LINE.text(language, line=row.line, why=why, cell=row.cell).rstrip()
