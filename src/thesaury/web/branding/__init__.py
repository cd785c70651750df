"""What a customer's portal looks like: its name, its logo and its colour."""
