#!/usr/bin/env python3
"""A compiler with planted faults: `kbisect_plant.py PLANTS -- COMPILER ARGUMENTS` runs the compiler, but on an edited
copy of each source that PLANTS, a JSON file, names:

    {"kernel/pid.c": {"replace": ["if (nr < 0)", "if (nr >= 0)"]}, "init/main.c": {"append": "int planted;"}}

An edit that does not fit its source is an error, so that no test can pass by having planted nothing.
"""

import json
import os
import subprocess
import sys
import tempfile


def edited(source: str, edit: dict) -> str:
    """The source's text with the edit applied; ValueError if it does not fit exactly once."""
    with open(source, encoding="utf-8") as file:
        text = file.read()
    if "replace" in edit:
        old, new = edit["replace"]
        if text.count(old) != 1:
            raise ValueError(f"{source} has {old!r} {text.count(old)} times")
        text = text.replace(old, new)
    return f'#line 1 "{source}"\n{text}\n{edit.get("append", "")}\n'


def main() -> int:
    divider = sys.argv.index("--")
    plants_file, command = sys.argv[1], sys.argv[divider + 1 :]
    with open(plants_file, encoding="utf-8") as file:
        plants = json.load(file)
    if "-E" not in command:
        for place, word in enumerate(command):
            for name, edit in plants.items():
                if word.endswith("/" + name):
                    with tempfile.TemporaryDirectory() as folder:
                        copy = os.path.join(folder, os.path.basename(word))
                        try:
                            text = edited(word, edit)
                        except (OSError, ValueError) as error:
                            print(f"{word}: error: cannot plant: {error}", file=sys.stderr)
                            return 1
                        with open(copy, "w", encoding="utf-8") as file:
                            file.write(text)
                        command[place : place + 1] = ["-iquote", os.path.dirname(word), copy]
                        return subprocess.call(command)
    os.execvp(command[0], command)
    return 127


if __name__ == "__main__":
    sys.exit(main())
