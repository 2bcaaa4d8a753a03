"""The arithmetic of crypto collateral."""
