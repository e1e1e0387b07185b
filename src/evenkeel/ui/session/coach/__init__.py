"""The coach's page: what runs, how to steer it, and its questions."""
