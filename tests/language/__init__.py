"""Tests of `checker.language`."""
