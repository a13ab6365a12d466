"""A column of readings: from what somebody pasted, or from a table, to days and values, with what is wrong in each line."""
