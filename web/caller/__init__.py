"""The one page that strangers open: a caller's phone says where it is, by a link, and no more.

Served without sign-in, so it shows nothing of any case and keeps nothing. No framework, old
browsers, few bytes: it is opened on the cheapest phone, on 2G, by somebody who is afraid. Each
language is one file of words; a further one, Wolof first, is a file and no code.
"""
