"""Tests of `checker.domain`."""
