"""A whole organisation as one file that another installation reads back identically.

A zip with a line of JSON for each row, the attachments, and a manifest with digests. Rows are numbered anew, 1, 2, 3 …
in their order, so that the same organisation gives the same bytes wherever it lives. Secrets are not in it.
"""
