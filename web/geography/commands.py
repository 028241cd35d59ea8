"""`samu geo`: roads, places and borders of the country."""

import typer

from web.geography.borders import crossing, crossings
from web.geography.calibrate import calibrate_
from web.geography.places import places
from web.geography.roads import import_, info
from web.geography.route import route

geo = typer.Typer(no_args_is_help=True, help=__doc__)
geo.add_typer(places, name="places")
geo.command("import")(import_)
geo.command()(info)
geo.command()(route)
geo.command()(crossings)
geo.command()(crossing)
geo.command("calibrate")(calibrate_)
