"""Fills five gaps of wine's C library that numpy needs: ``ucrtbase.py FROM TO``.

wine has crealf, cimagf, creall, cimagl and cimag only as names that end the program. Windows has
them whole; what is made here is for trying only and never shipped.
"""

import sys
from pathlib import Path

import pefile  # type: ignore[import-not-found]

#: The parts of a complex number: of two floats in one register, of two doubles in memory.
_CODE = {
    "crealf": "660f6ec1c3",
    "cimagf": "48c1e920660f6ec1c3",
    "creall": "f20f1001c3",
    "cimag": "f20f104108c3",
    "cimagl": "f20f104108c3",
}
#: What a name without a function begins with.
_STUB = bytes.fromhex("4883ec28")
_SIGNATURE = b"Wine builtin DLL"


def main(source: Path, target: Path) -> None:
    """Copies the library with its gaps filled, marked as none of wine's own."""
    library = pefile.PE(str(source))
    places = {
        symbol.name.decode(): symbol.address
        for symbol in library.DIRECTORY_ENTRY_EXPORT.symbols
        if symbol.name
    }
    image, data = library.get_memory_mapped_image(), bytearray(source.read_bytes())
    for name, code in _CODE.items():
        place = places[name]
        if image[place : place + len(_STUB)] == _STUB:
            offset = library.get_offset_from_rva(place)
            data[offset : offset + len(code) // 2] = bytes.fromhex(code)
    signature = data.index(_SIGNATURE)
    data[signature : signature + len(_SIGNATURE)] = bytes(len(_SIGNATURE))
    target.write_bytes(data)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
