"""Speaking up: concerns on any goal or agreement or on the product as a whole, with a name or without name to other people.

A concern is answered by the person responsible within a promised time: taken up, adapted, or declined with why. Where a
goal changed because of one, the concern names the new version. Who raised one without name stands in `Writer` alone.
"""
