"""What the browser asks of the chain: the map and the list, one goal, its ties and key results, candidates."""
