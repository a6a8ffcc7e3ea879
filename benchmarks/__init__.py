"""Benchmarks: one command runs all of them and prints each figure beside its target."""
