"""How it is served: Voila's configuration, joining, roles and kernels."""
