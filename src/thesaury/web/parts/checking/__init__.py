"""What the page of checks stands on: tables that people upload, and the work at them."""
