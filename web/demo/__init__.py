"""A live demonstration: a store of its own, accounts that exist nowhere else, and actors.

The actors (crews, wards, the telephone exchange, colleagues in the rooms) are honest clients: each
signs in like anybody and sees and does over HTTP and websocket only what its account permits.
Two things alone are known from inside: the demonstration's host sets the store up, and it asks
the hub in which rooms a person's screen is open, so that the colleagues leave those rooms to them.

May import what `web` may. Never used by `samu serve`; its accounts are registered here only.
"""
