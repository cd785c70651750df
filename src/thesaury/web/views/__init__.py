"""What each page shows, as frozen values: worked out here, laid out in the templates."""
