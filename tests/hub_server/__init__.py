"""A Hub for trying and testing: speaks the Hugging Face Hub's API from a folder of repositories, on this machine only.

    python -m tests.hub_server [FOLDER] [--port N]

prints the address to set as `HF_ENDPOINT`. See docs/guides/hub.md.
"""
