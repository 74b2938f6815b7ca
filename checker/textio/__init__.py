"""Reading and writing files: YAML with positions, digests of texts, whole-or-not-at-all writes."""
