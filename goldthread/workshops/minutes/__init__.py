"""What stays of a meeting: minutes that write themselves, actions, who may read it, and how many hours meetings take."""
