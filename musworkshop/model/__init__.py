"""What there is: frozen dataclasses, enums and the visibility table; no I/O."""
