"""Settings, addresses, commands and the server."""
