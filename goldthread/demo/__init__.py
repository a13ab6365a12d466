"""The demo story, told with the product's own verbs."""
