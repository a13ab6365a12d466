"""The places where goals live: vision board, roadmap, sprint.

Words: a Note is a line of the vision board, a Feature a line under a product goal, a Sprint (or a week) belongs to a team, a Task is on its list. Boards own no goals."""
