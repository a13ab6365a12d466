"""Agreeing: rules that are announced before, ballots cast under them and hidden until the reveal, and what these decide.

models: Decision (the open question), Voter, Ballot, Concern, Agreement. rules: what a ballot decides, without Django, clock or chance. reading: an exported agreement as such a value.
"""
