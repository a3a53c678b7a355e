"""-fno-lazy-headers analyses every item of every header, and must give the same object."""

from __future__ import annotations

from pathlib import Path

import pytest

from ccore.api import compile_file
from ccore.options import Options

PROGRAMS = Path(__file__).parent / "programs"


@pytest.mark.parametrize("name", ["linkage", "varargs", "preprocessor", "algorithms"])
def test_same_object(name: str) -> None:
    path = PROGRAMS / f"{name}.c"
    lazy = compile_file(path, level=1)
    eager = compile_file(path, level=1, options=Options(lazy_headers=False))
    assert lazy.object() == eager.object()


def test_order_of_first_mention_does_not_matter(tmp_path: Path) -> None:
    """Prototypes in a header come in another order than the definitions; the object follows the definitions."""
    (tmp_path / "api.h").write_text("int b(void); int a(void); extern int y, x;\n")
    source = tmp_path / "main.c"
    body = "int a(void) { return b() + y; }\nint x = 1, y = 2;\nint b(void) { return x; }\n"
    source.write_text('#include "api.h"\n' + body)
    texts = [compile_file(source, level=0, options=Options(lazy_headers=lazy)).llvm_ir for lazy in (True, False)]
    assert texts[0] == texts[1]
    assert texts[0].index("@a(") < texts[0].index("@b(")


def test_enumeration_defined_after_an_object_of_it(tmp_path: Path) -> None:
    (tmp_path / "mode.h").write_text("extern enum mode m;\nextern enum late l;\nenum mode { A, B };\n")
    (tmp_path / "late.h").write_text("enum late { C, D };\n")
    source = tmp_path / "main.c"
    includes = '#include "mode.h"\nextern enum late *p;\n#include "late.h"\n'
    for use in ("m == 1", "sizeof m", "m++", "m += 1", "l ? C : D", "sizeof *p", "l--"):
        source.write_text(f"{includes}int f(void) {{ return {use}; }}\n")
        assert compile_file(source).object(), use
