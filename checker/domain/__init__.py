"""What licheck talks about: truth, quantities, licenses, models, profiles, verdicts. Plain frozen data, no I/O."""
