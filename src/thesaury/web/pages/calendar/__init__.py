"""What ends and when: the calendar of rights, and notices."""
