"""Quality gates and speed measurements; `python -m benchmarks --help`, and README.md beside this file."""
