"""What a command does to a store from start to end: build, judge, correct, remove, verify, and reading in shards."""
