"""Everything made of pixels: what a picture is, its copies, social cards, icons."""
