"""Files of others → a `Page`: newspaper text, Word and HTML, whoever made them."""
