"""The command line. Only this package knows click and rich, prints, and maps errors to exit codes."""
