"""Evidence from the Hugging Face Hub: an interface, the one client that uses the network, and the replay of what was fetched before."""
