"""What each doubt about a file says, and how to mend it."""

from goldthread.exchange.shapes import N_, NN_, Forms

SENTENCES: dict[str, tuple[str | Forms, str]] = {
    "refused": (N_("This row is not brought in: {text}"), N_("Write the goal in one sentence, or take the row out of the file.")),
    "no_vision": (N_("The file has no vision."), N_("Say which goal is the vision, or write one on the vision board.")),
    "two_visions": (
        N_("“{text}” is a further vision; the first is row {other}."),
        N_("Choose another level for one of them: a thread has one vision."),
    ),
    "no_words": (N_("This goal has no words."), N_("Say the goal in one sentence.")),
    "placeholder": (N_("“{text}” in “{whole}” is a placeholder, a gap that was left to fill."), N_("Fill the gap, or leave the row out.")),
    "gap": (N_("“{text}” under {field} is a placeholder, a gap that was left to fill."), N_("Fill the gap.")),
    "too_long": (N_("This goal has {count} characters; the whole of it is kept in the field why."), N_("Say it in one sentence.")),
    "pass_through": (
        N_("“{text}” says nearly the same as the row above it, {other}."),
        N_("Say what this step adds, or tie what is below it to the goal above."),
    ),
    "pass_through_of": (
        N_("“{text}” passes on what others want to reach and is no goal of its own."),
        N_("Say the outcome that this team brings about."),
    ),
    "same_text": (
        N_("The same text “{text}” stands in row {other} too: a duplicate."),
        N_("Leave one of them out; one goal may lead to several goals above."),
    ),
    "nearly_same": (
        N_("“{text}” says nearly the same as row {other}."),
        N_("If both mean the same, leave one of them out; one goal may lead to several goals above."),
    ),
    "orphan": (N_("Nothing says what “{text}” leads to: an orphan."), N_("Choose the goal it is a step towards, or say why it stands alone.")),
    "orphan_beside": (
        N_("The file itself lists “{text}” beside the tree: an orphan, tied to nothing."),
        N_("Choose the goal it is a step towards, or say why it stands alone."),
    ),
    "level_skip": (
        N_("Between “{text}” and row {other} above it a level is missing."),
        N_("Choose another level or another goal above, or add the goal between them."),
    ),
    "upside_down": (
        N_("“{text}” stands below row {other}, which is of a lower level."),
        N_("Choose another level for one of the two, or another goal above."),
    ),
    "later_than_parent": (N_("It ends on {read}, after the goal above it ({other})."), N_("Choose an earlier day, or move the goal above.")),
    "below_ended": (N_("It is open below a goal that has ended: “{text}”."), N_("Tie it to a goal that is still open, or let it go.")),
    "vision_measured": (NN_("{count} key result measures the vision.", "{count} key results measure the vision."), N_("Let them measure user and business goals; a vision is not measured.")),
    "no_test": (N_("Nothing says how to tell that “{text}” is reached."), N_("Write how we will know, or add a key result.")),
    "goes_on": (N_("“{text}” says that work goes on, not what is reached at the end."), N_("Say what is different at the end of the sprint.")),
    "unmeasured": (N_("“{text}” has no key result: nothing measures it."), N_("Add at least one key result.")),
    "many_key_results": (N_("“{text}” has {count} key results."), N_("Keep the three to five that say most.")),
    "few_key_results": (
        NN_("“{text}” has {count} key result; most goals need three to five.", "“{text}” has {count} key results; most goals need three to five."),
        N_("Look whether they say enough."),
    ),
    "unsupported": (N_("No product goal leads to “{text}”."), N_("Add the product goal that is the next step towards it.")),
    "one_sided": (N_("Below the vision stand only goals of one kind: {kind}."), N_("Add a goal of the other kind: users and the business both matter.")),
    "no_owner": (N_("The key result “{text}” has no owner."), N_("Put exactly one name on it.")),
    "team_owner": (N_("The key result “{text}” has a team ({team}) and no owner."), N_("Put exactly one name on it.")),
    "two_owners": (N_("The key result “{text}” has more than one owner: {owner}."), N_("Put exactly one name on it.")),
    "numbers_missing": (N_("The key result “{text}” lacks: {what}."), N_("Write from where to where, in which unit and by when.")),
    "same_numbers": (N_("The key result “{text}” starts where it ends: {read}."), N_("Write the value of today and the value to reach.")),
    "against": (N_("The key result “{text}” goes the other way than it says: {read}."), N_("Turn the numbers or the direction round.")),
    "score_apart": (
        N_("“{text}” is said to be at {said}; what is below it gives {read}."),
        N_("Look which of the two is right."),
    ),
}  # fmt: skip
