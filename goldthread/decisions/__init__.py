"""Agreeing: rules that are announced before, ballots cast under them, and what these decide. So far the pure ground.

rules: what a ballot decides, without Django, clock or chance. reading: an exported agreement as such a value.
"""
