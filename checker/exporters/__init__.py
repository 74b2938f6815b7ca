"""A report in the formats people and programs read. One small module for each, behind one interface and one registry."""
