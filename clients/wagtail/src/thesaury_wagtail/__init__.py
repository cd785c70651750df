"""Assets of Thesaury in Wagtail: images that bear the reference to their asset, concepts, and the picker in the image chooser."""

VERSION = "0.1.0"
