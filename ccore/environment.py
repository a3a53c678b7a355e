"""The environment variables that GCC's driver reads (its manual, "Environment Variables").

What they say comes after what the command line says.  GCC_EXEC_PREFIX and COMPILER_PATH, which name the parts of GCC's
own installation, have no meaning here.
"""

from __future__ import annotations

from collections.abc import Mapping

from ccore.invocation import Invocation


def apply(invocation: Invocation, environment: Mapping[str, str]) -> None:
    """Add to an invocation what the environment asks for."""
    options = invocation.options
    options.include_dirs += _directories(environment, "CPATH")
    options.include_system += _directories(environment, "C_INCLUDE_PATH")
    invocation.linker.library_path += _directories(environment, "LIBRARY_PATH")
    if not (invocation.dependencies or invocation.dependency_files):
        for name, kind in (("DEPENDENCIES_OUTPUT", "MMD"), ("SUNPRO_DEPENDENCIES", "MD")):
            file, _, target = environment.get(name, "").partition(" ")
            if file:
                invocation.dependency_files = kind
                invocation.dependency_output = file
                invocation.dependency_append = True
                invocation.dependency_main = kind == "MMD"
                invocation.target_from_output = True
                if target:
                    invocation.dependency_targets = [(target.strip(), False)]


def _directories(environment: Mapping[str, str], name: str) -> list[str]:
    """An empty part means the directory at work."""
    value = environment.get(name, "")
    return [part or "." for part in value.split(":")] if value else []
