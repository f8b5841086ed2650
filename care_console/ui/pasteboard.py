"""The mark by which macOS' histories of the clipboard leave a text alone (http://nspasteboard.org).

Qt gives its own name to every format that it does not know, so the mark is added to what Qt has put there.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from typing import Any

CONCEALED = "org.nspasteboard.ConcealedType"


def mark_concealed() -> None:
    """Add the mark to what is on the general pasteboard; on macOS only."""
    ctypes.CDLL(ctypes.util.find_library("AppKit"))
    objc = ctypes.CDLL(ctypes.util.find_library("objc"))
    objc.objc_getClass.restype = ctypes.c_void_p
    objc.sel_registerName.restype = ctypes.c_void_p

    def send(target: int | None, selector: str, *arguments: Any, kinds: tuple[Any, ...] = ()) -> int | None:  # noqa: ANN401 - ctypes' own
        # The type has to be exact: some processors pass arguments of variadic functions elsewhere.
        kind = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, *kinds)
        made: int | None = kind(("objc_msgSend", objc))(target, objc.sel_registerName(selector.encode()), *arguments)
        return made

    def named(name: str) -> int | None:
        found: int | None = objc.objc_getClass(name.encode())
        return found

    pointer = ctypes.c_void_p
    name = send(named("NSString"), "stringWithUTF8String:", CONCEALED.encode(), kinds=(ctypes.c_char_p,))
    board = send(named("NSPasteboard"), "generalPasteboard")
    types = send(named("NSArray"), "arrayWithObject:", name, kinds=(pointer,))
    send(board, "addTypes:owner:", types, None, kinds=(pointer, pointer))
    send(board, "setString:forType:", name, name, kinds=(pointer, pointer))
