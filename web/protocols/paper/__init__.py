"""A protocol on one sheet of paper, for a health post without a computer.

`content` says what stands on it, `layout` fits it on one page, `svg` and `pdf` draw the page.
"""
