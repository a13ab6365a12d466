"""Ground for all other packages, without tables: clock, text, pages and parts, walls, registry."""
