"""What the program costs, each figure beside its raw limit in the same run."""
