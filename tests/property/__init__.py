"""The laws of licheck, each tried on generated inputs."""
