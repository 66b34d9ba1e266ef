"""What holds: pure rules on plain objects; no database, no clock of their own."""
