"""The HTTP API, version 1: one module a subject, each route a command or a look."""
