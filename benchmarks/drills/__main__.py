"""`./run drill [NAME]` runs the named drill, or all of them, and prints one JSON object."""

import json
import sys
from importlib import import_module
from pathlib import Path

names = sys.argv[1:] or sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
print(json.dumps({name: import_module(f"benchmarks.drills.{name}").run() for name in names}, indent=2))
