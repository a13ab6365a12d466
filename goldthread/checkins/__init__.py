"""Checking in on key results: what is so, how sure its owner is, what was learned; the rhythm of it; pivots.

Words: somebody *checks in* on a key result: a CheckIn tells or confirms its value, says the owner's confidence from 0 to 10, what changed and what was learned, a blocker, the next step. A state that is set by hand is an *override* and has a note. A check-in is never edited: a later one corrects it. Rhythm says when check-ins are due; a Pivot changes what was committed to, with its evidence."""
