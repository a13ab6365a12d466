"""Hindsight: what was said of key results that are over, beside what came of them, for a whole organisation.

`claims` what was claimed of a key result and what came of it, pure · `gathering` from the database to claims ·
`figures` the figures of many claims, pure · `page` what the page shows · `table` the same as CSV.
"""
