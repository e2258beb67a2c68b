"""The pages of the documentation that follow from the code, and the site that they make with those written by hand.

A page is Markdown by its path in the site. Nothing here is committed: `make docs` writes it to `build/`.
"""
