"""What `samu geo` says, in French and English."""

from geo.roads.border import Passage
from geo.roads.file import GraphFault
from geo.roads.importing import Stage
from geo.roads.map_refused import MapFault
from geo.travel import Manoeuvre, NotReached
from web.terminal import Line


class Refusal(Line):
    """Why a map file was not taken; each is named after its `MapFault`."""

    FILE_MISSING = (
        "{file} ne peut pas être lu : {why}",
        "{file} cannot be read: {why}",
    )
    NOT_A_MAP = (
        (
            "{file} n'est ni un extrait OpenStreetMap ni une liste de tronçons ({why}) :"
            " téléchargez-le"
            " à nouveau"
        ),
        "{file} is neither an OpenStreetMap extract nor an edge list ({why}): download it again",
    )
    TRUNCATED = (
        (
            "{file} s'arrête au milieu ou est abîmé ({size_mb:.1f} Mo, {why}) :"
            " téléchargez-le à nouveau"
            " et comparez sa somme de contrôle"
        ),
        (
            "{file} ends in the middle or is damaged ({size_mb:.1f} MB, {why}): download"
            " it again and"
            " compare its checksum"
        ),
    )
    NO_ROADS = (
        "{file} ne contient aucune route où une ambulance peut rouler",
        "{file} holds no road that an ambulance may drive",
    )
    NO_PLACES = (
        (
            "{file} contient {ways} routes mais pas les points par où elles passent :"
            " prenez un extrait"
            " complet, points avant lignes"
        ),
        (
            "{file} holds {ways} roads but not the nodes they run through: take a complete extract,"
            " nodes before ways"
        ),
    )
    OTHER_COUNTRY = (
        (
            "{file} n'est pas une carte de ce pays ({country}) : {share:.1%} de ses routes y sont ;"
            " elles vont de {where} (latitude, longitude)"
        ),
        (
            "{file} is no map of this country ({country}): {share:.1%} of its roads lie"
            " in it; they span"
            " {where} (latitude, longitude)"
        ),
    )
    SWAPPED_AXES = (
        (
            "{file}:{line} : {said} n'est pas dans le pays, {meant} oui : latitude et longitude"
            " échangées, ou signe moins oublié"
        ),
        (
            "{file}:{line}: {said} is not in the country, {meant} is: latitude and"
            " longitude exchanged,"
            " or a minus forgotten"
        ),
    )
    BAD_COLUMNS = (
        "{file} : colonnes manquantes : {columns}",
        "{file}: columns missing: {columns}",
    )
    BAD_LINE = ("{file}:{line} : {why}", "{file}:{line}: {why}")
    TARGET_UNWRITABLE = (
        "{target} ne peut pas être écrit : {why}",
        "{target} cannot be written: {why}",
    )
    IMPORT_RUNNING = (
        "un autre import vers {target} est en cours",
        "another import to {target} is running",
    )


REFUSALS = {fault: Refusal[fault.name] for fault in MapFault}


class NoGraph(Line):
    """Why there is no graph in use; each is named after its `GraphFault`."""

    MISSING = (
        "aucun réseau routier ({path}) : les temps sont estimés à vol d'oiseau ; samu geo import",
        "no road graph ({path}): times are straight-line estimates; run samu geo import",
    )
    FOREIGN = (
        "{path} n'est pas un réseau routier : samu geo import",
        "{path} is no road graph: run samu geo import",
    )
    OTHER_VERSION = (
        "{path} vient d'une autre version du logiciel : importez la carte à nouveau",
        "{path} was written by another version of this software: import the map again",
    )
    DAMAGED = (
        "{path} est abîmé : importez la carte à nouveau",
        "{path} is damaged: import the map again",
    )


NO_GRAPH = {fault: NoGraph[fault.name] for fault in GraphFault}


class At(Line):
    """How far an import is."""

    CHECK = ("vérification du fichier", "checking the file")
    READ = ("lecture : {ways} routes", "reading: {ways} roads")
    BUILD = ("construction du réseau : {ways} routes", "building the graph: {ways} roads")
    WRITE = ("écriture", "writing")


STAGES = {stage: At[stage.name] for stage in Stage}


class Say(Line):
    """The other lines of `samu geo`."""

    UNCHANGED = ("rien n'a changé", "nothing was changed")
    INTERRUPTED = (
        "import interrompu : le réseau en place reste tel quel",
        "import interrupted: the graph in place stays as it is",
    )
    IN_PLACE = (
        "réseau en place : {path} ({size_mb:.1f} Mo, {seconds:.0f} s)",
        "graph in place: {path} ({size_mb:.1f} MB, {seconds:.0f} s)",
    )
    SOURCE = ("source : {name}", "source: {name}")
    DATED = ("données du {date} ({days} jours)", "data of {date} ({days} days old)")
    UNDATED = (
        "données sans date ; importées le {date} ({days} jours)",
        "data without a date; imported on {date} ({days} days ago)",
    )
    CHECKSUM = ("sha256 {sha256}", "sha256 {sha256}")
    SIZE = (
        "{ways} routes lues, {nodes} carrefours, {edges} tronçons, {km:.0f} km",
        "{ways} roads read, {nodes} junctions, {edges} edges, {km:.0f} km",
    )
    KM_BY_CLASS = ("km par classe : {km}", "km by class: {km}")
    FERRIES = ("bacs ({count}) : {names}", "ferries ({count}): {names}")
    FERRIES_LEFT = (
        (
            "bacs laissés de côté, la carte ne dit pas qu'ils prennent des voitures ({count})"
            " : {names}"
        ),
        "ferries left out, the map does not say that they carry cars ({count}): {names}",
    )
    ISLANDS = (
        "{count} îlots sans route vers le reste, {km:.0f} km (gardés)",
        "{count} islands without a road to the rest, {km:.0f} km (kept)",
    )
    SKIPPED = ("{count} routes inutilisables", "{count} unusable roads")
    UNPLACED = (
        "{count} routes coupées au bord de l'extrait",
        "{count} roads cut at the edge of the extract",
    )
    INSIDE = ("{share:.1%} dans le pays : {country}", "{share:.1%} in the country: {country}")
    NEXT_TO = ("{share:.1%} chez le voisin : {country}", "{share:.1%} in the neighbour: {country}")
    NO_ROAD_IN = ("ATTENTION, aucune route dans : {regions}", "WARNING, no road in: {regions}")
    NO_CROSSING = (
        "ATTENTION, passages que la carte ne contient pas : {names}",
        "WARNING, crossings that the map does not hold: {names}",
    )
    BORDERS = ("passages de frontière sur la carte", "border crossings on the map")
    OTHERS = (
        "autres routes sur la frontière ({count}) : {state} (samu geo crossings --all)",
        "other roads over the border ({count}): {state} (samu geo crossings --all)",
    )
    DECIDED = ("décidé ici", "decided here")
    DECISION_KEPT = ("{id} : {state}", "{id}: {state}")
    UNKNOWN_CROSSING = (
        "aucun passage ne s'appelle {id} ; samu geo crossings --all les montre",
        "no crossing is called {id}; samu geo crossings --all shows them",
    )
    STALE = (
        "plus de {days} jours : téléchargez un extrait récent",
        "more than {days} days old: download a recent extract",
    )
    FROM = ("de {place}", "from {place}")
    TO = ("à {place}", "to {place}")
    NOT_FOUND = ("lieu introuvable : {said}", "no such place: {said}")
    ALSO = ("aussi possible : {places}", "may also be: {places}")
    BY_ROAD = ("par la route : {time}, {km:.1f} km{via}", "by road: {time}, {km:.1f} km{via}")
    STRAIGHT = (
        "estimation à vol d'oiseau : {time}, {km:.1f} km{via}",
        "straight-line estimate: {time}, {km:.1f} km{via}",
    )
    VIA = (", par {via}", ", via {via}")
    OFF_ROAD = (
        "{metres:.0f} m entre les deux points et la route",
        "{metres:.0f} m between the two points and the road",
    )


class State(Line):
    """What holds at a crossing; each is named after its `Passage`."""

    OPEN = ("ouvert", "open")
    COSTLY = ("ouvert, {minutes:.0f} min d'attente", "open, {minutes:.0f} min lost")
    CLOSED = ("FERMÉ", "CLOSED")


STATES = {passage: State[passage.name] for passage in Passage}


class Unreached(Line):
    """Why there is no way; each is named after its `NotReached`."""

    BEYOND = ("trop loin", "too far")
    NO_WAY = (
        "aucune route n'y mène, ou le seul passage est fermé",
        "no road leads there, or the only crossing is closed",
    )
    OFF_NETWORK = (
        "trop loin de toute route connue",
        "too far from every known road",
    )


UNREACHED = {reason: Unreached[reason.name] for reason in NotReached}


class Turn(Line):
    """What the driver does; each is named after its `Manoeuvre`."""

    DEPART = ("départ", "start")
    STRAIGHT = ("tout droit", "straight on")
    SLIGHT_LEFT = ("légèrement à gauche", "slight left")
    LEFT = ("à gauche", "left")
    SHARP_LEFT = ("franchement à gauche", "sharp left")
    SLIGHT_RIGHT = ("légèrement à droite", "slight right")
    RIGHT = ("à droite", "right")
    SHARP_RIGHT = ("franchement à droite", "sharp right")
    TURN_ROUND = ("demi-tour", "turn round")
    ROUNDABOUT = ("rond-point", "roundabout")
    FERRY = ("bac", "ferry")
    BORDER = ("frontière", "border")
    ARRIVE = ("arrivée", "arrive")


TURNS = {manoeuvre: Turn[manoeuvre.name] for manoeuvre in Manoeuvre}
