"""The link stage: articles and shared data go in, the site and its complete pages come out."""
