"""The attendance sheet on paper: where everything stands on it, what its codes say, and reading it back from a photo."""
