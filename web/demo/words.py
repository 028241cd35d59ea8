"""What the demonstration says on the terminal, in French and in English."""

from web.terminal import Line


class Say(Line):
    """A line of the demonstration: French, then English."""

    TABLES = ("Base de données : tables", "Store: tables")
    COUNTRY = ("Centres, vecteurs et services receveurs", "Centres, units and wards")
    ACCOUNTS = ("Comptes de démonstration", "Demonstration accounts")
    ALREADY = ("Déjà installée : rien à refaire", "Already set up: nothing to do again")
    SERVER = ("Le serveur démarre", "The server starts")
    SCENE = (
        "Les salles, les équipages et les services se connectent",
        "Rooms, crews and wards sign in",
    )
    READY = ("Démonstration prête (personnes et affaires inventées)", "Demonstration ready")
    PASSWORD = ("Mot de passe de tous les comptes : {password}", "Password of all: {password}")
    CALL_TAKER = ("Assistant de régulation, Kaolack", "Call-taker, Kaolack")
    PHYSICIAN = ("Médecin régulateur, Kaolack", "Regulating physician, Kaolack")
    CREW = ("Équipage {unit}", "Crew of {unit}")
    WARD = ("Service receveur {ward}", "Ward {ward}")
    YOURS = (
        (
            "À vous de jouer : {hospital}, dont les services n'ont personne d'autre pour répondre. "
            "Les équipages {units} vous attendent {patience} s avant de partir seuls."
        ),
        (
            "Yours to play: nobody else answers for the wards of {hospital}. The crews of {units} "
            "wait {patience} s for you before they go by themselves."
        ),
    )
    OTHERS = (
        (
            "Autres centres : remplacez kl par dk, sl, tb ou zg. Une salle où vous avez un écran "
            "ouvert est à vous : les collègues automatiques n'y touchent plus."
        ),
        (
            "Other centres: put dk, sl, tb or zg for kl. A room where you have a screen open is "
            "yours: the automatic colleagues leave it alone."
        ),
    )
    STOP = ("Arrêter : Ctrl+C. Recommencer à zéro : --fresh", "Stop: Ctrl+C. Afresh: --fresh")
    STOPPED = ("Démonstration arrêtée", "Demonstration stopped")
    NOT_DEMO = (
        "Cette base contient de vraies personnes : {store}. La démonstration n'y touche pas.",
        "This store holds real persons: {store}. The demonstration does not touch it.",
    )
    PORT_TAKEN = (
        "Le serveur n'a pas pu démarrer : le port {port} est sans doute pris (--port).",
        "The server could not start: port {port} is probably taken (--port).",
    )
