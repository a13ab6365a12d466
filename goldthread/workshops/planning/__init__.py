"""What happens before a meeting: its agenda changed, people invited and answering, mails that carry it into calendars."""
