"""Readers of the files in which repositories name models: one small module for each kind, behind one interface and one registry."""
