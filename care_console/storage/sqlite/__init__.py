"""What only the embedded store needs: the program keeps the rules that the shared store's database keeps itself."""
