"""Notices: who is told of what, the bell, the list, what somebody wants, and the mails."""
