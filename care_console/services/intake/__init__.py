"""Import: files of other systems, read row by row, mapped, checked, and handed to the store in short transactions."""
