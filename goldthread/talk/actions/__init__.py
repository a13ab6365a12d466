"""Actions: what somebody took on, from a comment, a check-in, a goal or a key result; their page, and what waits on Today."""
