"""The API: the same steps through the same gate, for every procedure alike."""
