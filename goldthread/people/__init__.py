"""Who is here and what each may do.

Words: Organisation, Product, Team (Scrum, Kanban or a group of stakeholders), Person, Membership in the organisation,
Involvement in a product, Seat in a team, Invitation."""
