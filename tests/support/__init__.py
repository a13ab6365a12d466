"""What tests stand on: a PostgreSQL server of their own, served installations, several people's browsers."""
