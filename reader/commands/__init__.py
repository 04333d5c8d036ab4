"""What a user can do, in one table: titles, help, keys and where they apply. Knows no screen."""
