"""The rival's side of `./run bench annif`: Annif in an environment of its own, fed, trained, tuned and asked through its own commands."""
