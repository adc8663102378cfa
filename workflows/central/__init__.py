"""Central systems (e-GP, e-LAAS): which number each document must bear there, who types it, and what is typed."""
