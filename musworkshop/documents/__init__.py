"""What leaves: preparation forms, the log and the archive; nothing is computed here."""
