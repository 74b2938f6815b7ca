"""The version of this licheck."""

VERSION = "0.1.0"
