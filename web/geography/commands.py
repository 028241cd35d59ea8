"""`samu geo`: roads, places and borders of the country."""

import typer

from web.geography.places import places

geo = typer.Typer(no_args_is_help=True, help=__doc__)
geo.add_typer(places, name="places")
