"""Pure functions from licenses, models and profiles to verdicts with reasons. No I/O, no clock, no printing."""
