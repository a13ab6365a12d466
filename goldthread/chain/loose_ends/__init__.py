"""Loose ends: rules of the method that do not hold in a thread, each with the deed that ties it.

`shapes` what a rule looks at and says · `tied`, `measured`, `numbers`, `worded`, `timed`, `agreed` the rules, pure · `words` what they ask of
a text · `catalogue` all rules, those of packages above too, and their order · `reading` from the database to loose
ends · `sentences` how they are said · `page` the page with all of them · `manual` the list in the manual.
"""
