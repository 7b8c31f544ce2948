"""`make production`: an installation for an office, on a Debian machine with systemd (docs/operations.md)."""
