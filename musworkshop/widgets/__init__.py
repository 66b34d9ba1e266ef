"""What is shown: one .py, .mjs and .css each; plain data in, one call out."""
