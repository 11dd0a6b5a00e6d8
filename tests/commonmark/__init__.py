"""The published examples of CommonMark and GFM, and how many of them look the same here."""
