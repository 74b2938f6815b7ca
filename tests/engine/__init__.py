"""Tests of `checker.engine`, on licenses small enough to be read at a glance."""
