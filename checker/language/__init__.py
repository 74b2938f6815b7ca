"""The condition language: one line of words (DESIGN 2.3). Reads, prints and checks; evaluating is the engine's."""
