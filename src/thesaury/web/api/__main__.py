"""`python -m thesaury.web.api`: the reference as it stands in docs/api.md, or the description itself with `--openapi`."""

import json
import sys

from thesaury.web.api.reference import whole_description
from thesaury.web.api.reference_text import reference_text

if __name__ == "__main__":
    made = whole_description()
    sys.stdout.write(f"{json.dumps(made, indent=2)}\n" if "--openapi" in sys.argv else reference_text(made))
