"""The one way out of the house: what this installation fetches from elsewhere. No tables, no settings of its own.

An address is *parsed* (its words), its host *resolved* (all its records), each record *checked*, and the very record
that was checked is connected to. What fails says one sentence, and never what stands inside the house.
"""
