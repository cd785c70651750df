"""What belongs to the picker on our own pages: connecting a panel, where the picker may stand, and the frame that other pages hold."""
