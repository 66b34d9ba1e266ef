"""Warm kernels: forked from a process that has already imported what pages need.

This package knows nothing of the product around it and uses nothing of it; see
``docs/warm-kernels.md`` for how the parts work together.
"""
