"""The pipeline: a configuration goes in, a written site and a report come out."""
