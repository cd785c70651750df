"""One set of approved terms: tags are checked against it, unknown ones become proposals."""
