"""Who sees it: HTTP API, websocket board, sign-in, the browser console, the command line.

May import every room below and is the only one that speaks HTTP. Decides nothing: it asks who
someone is, whether a body is sound, and hands commands to the desk.
"""
