"""Use cases that wire the rest together and print nothing; `checker.app` is also the public Python API."""
