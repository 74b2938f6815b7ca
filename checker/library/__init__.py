"""From files to the domain: encodings, catalog, vocabulary, profiles. pydantic checks the shape, builders the meaning."""
