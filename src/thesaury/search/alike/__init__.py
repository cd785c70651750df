"""Assets that look the same, folded into one hit, and assets that are like a given one."""
