"""AVL: availability that can be kept, by the mathematics of what lies under a promise."""
