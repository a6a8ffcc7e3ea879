"""Tests: what a question is and how it is marked, how two forms are drawn, how observers agree."""
