"""Pictures: upright, without what cameras write into them, in the sizes and formats that a page needs."""
