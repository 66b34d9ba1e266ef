"""Kernels: one per open page, bound to its seat, few enough for the machine."""
