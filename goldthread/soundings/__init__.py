"""Agreeing one by one: a draft goes round person by person until everybody whose support is needed supports the same words.

Words: a Sounding takes a Draft of a goal to its participants, each of whom has a turn at each draft; they give their position and Feedback in words that they confirm, which is answered. What is passed on of it is a Point, without a name where that was wanted; all else lies in one locked box.
"""
