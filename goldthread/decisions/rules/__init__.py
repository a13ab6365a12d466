"""Decision rules: `verdict.decide` takes a Poll under one rule and gives its Outcome. Nobody's silence is a yes.

values: what goes in and comes out. kinds: the rules and their parameters. count: who counts, and what they said.
everyone, counted, decider, handed: the rules as algorithms. sentences: an outcome in words. chooser: which rule, and why.
thermometer, options: the sense of a room, and options in order; these never adopt.
"""
