"""One module a command of `goldthread`; each has `run(options)` and gives an exit code or nothing."""
