"""The figures of crypto collateral."""
