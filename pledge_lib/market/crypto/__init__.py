"""Time and chance for crypto collateral."""
