"""The goal chain: goals with versions, what is in force, ties, key results, candidates, closings.

Words: a Goal is set, reworded (a new GoalVersion), adopted (what is in force), tied to a parent with the reason why it helps, untied, closed. A Candidate is proposed, taken up or answered not now."""
