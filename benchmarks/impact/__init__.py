"""Benchmarks of impact."""
