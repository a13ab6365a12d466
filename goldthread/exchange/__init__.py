"""What comes in: lists that people paste.

Words: a *reading* is what a pasted list was understood to say, before anything
is saved; a *draft goal* and a *draft key result* are its rows; what is *kept* is
text that was not understood and is shown as it came; a *finding* is a doubt about
a line, with a way to mend it.
"""
