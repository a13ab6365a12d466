"""Asking many at once about one line or more: who may see it, its pages, links, mails, and how it is counted."""
