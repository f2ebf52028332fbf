"""What makes the rest run: indexer, child processes, model lane, evaluation."""
