"""The sheets of the engine's own registers: people and posts, parties, special days."""
