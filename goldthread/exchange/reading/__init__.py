"""How a pasted list becomes a reading, from lines and cells to goals. No Django, no clock.

In the order of the work: `lines` and `marks` clean a line, `grids`, `columns` and `tables` read tables, `outline` and
`trunk` lists; `labels`, `facts`, `tails`, `dates`, `numbers` read what a line says; `sections`, `nesting`, `measuring`
and `levels` say what hangs where and stands at which level; `drafting`, `findings` and `preview` hand it over.
"""
