"""Comments by mail: an answer to a mail about a comment becomes a comment, where incoming mail is set up."""
