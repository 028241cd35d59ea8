"""What goes over the wire: one model a thing, the same for the API and the live board."""
