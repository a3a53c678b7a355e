"""What differs between the architectures that kbisect boots: one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Arch:
    """An architecture. Paths are relative to the build directory."""

    name: str
    kbuild: str
    """The value of make's ARCH."""
    source: str
    """Its folder under arch/."""
    image: str
    """The image that QEMU boots."""
    image_folder: str
    """Kbuild's folder that makes it from vmlinux."""
    config: str
    """The shipped configuration that is used unless another is named."""
    qemu: str
    qemu_package: str
    qemu_options: tuple[str, ...]
    command_line: str


ARCHES: Final = {
    "x86_64": Arch(
        name="x86_64",
        kbuild="x86_64",
        source="x86",
        image="arch/x86/boot/bzImage",
        image_folder="arch/x86/boot",
        config="x86_64-tiny",
        qemu="qemu-system-x86_64",
        qemu_package="qemu-system-x86",
        qemu_options=(),
        command_line="console=ttyS0 earlyprintk=serial,ttyS0,115200 panic=-1 oops=panic",
    ),
}
"""By the name that --arch takes."""
