"""The rhythm of check-ins: on which days they are due, who is asked when, what moved since; settings and calendar days."""
