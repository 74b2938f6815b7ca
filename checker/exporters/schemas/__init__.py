"""The JSON Schema of everything that licheck prints as JSON under a name of its own. A key more or less is another version."""
