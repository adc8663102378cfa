"""Registers (ทะเบียน): what belongs to no case, one document of each kind per organization, changed by steps like anything else."""
