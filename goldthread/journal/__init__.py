"""What happened, who did it and when: entries in a chain of hashes, which the database itself keeps from being changed.

Words: an Entry is written by every verb; a Once row remembers the answer to a write, so that a write sent twice happens once; the Outbox holds mails until they have left."""
