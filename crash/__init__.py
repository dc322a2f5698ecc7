"""Breaking it on purpose: real processes killed as a power cut would, and counting at the recipient what was lost."""
