"""A stored proposal in words: why this unit, why that ward, for the terminal and for programs.

The console has words of its own for the same codes (`web/console/src/console/messages.fr.ts`).
"""
