"""The panel interface, below `/panel/v1`: what the picker asks from other programs and pages, with short-lived signed tokens alone."""
