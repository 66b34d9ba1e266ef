"""The wiring: one module per notebook, the only place where store and widgets meet."""
