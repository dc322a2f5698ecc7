"""The embedded services, the synthetic estate and the one-command start: everything a machine needs to try ICM, and
nothing that an installation on real servers uses."""
