"""Key to paint as a person sees it: keys are sent to the X server, and the screen is read until the hits change.

Run under an X server of its own, with a window manager::

    Xvfb :90 -screen 0 1440x900x24 & DISPLAY=:90 openbox &
    DISPLAY=:90 QT_QPA_PLATFORM=xcb python -m tests.bench.paint_outside --customers 1000000

The page runs in a process of its own (`--serve`), over made-up customers in an encrypted store. Each key is sent with
xdotool; the pixels of the list are read until they are not what they were before the key. xdotool's own start is part
of each figure: `key_ms` tells how much, by keys that change nothing but the field.
"""

from __future__ import annotations

import argparse
import ctypes
import ctypes.util
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Any

ALL_PLANES, Z_PIXMAP = 0xFFFFFFFF, 2
PATIENCE = 5.0
STILL = 0.25
BETWEEN_KEYS = 0.12
COUNTED_FROM = 3


class XImage(ctypes.Structure):
    """The beginning of Xlib's XImage, as far as it is read here."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("width", "height", "xoffset", "format")),
        ("data", ctypes.c_void_p),
        *(
            (name, ctypes.c_int)
            for name in ("byte_order", "unit", "bit_order", "pad", "depth", "bytes_per_line", "bits_per_pixel")
        ),
    )


class Screen:
    """Reads pixels of the root window."""

    def __init__(self) -> None:
        self._x: Any = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XGetImage.restype = ctypes.POINTER(XImage)
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        display = self._x.XOpenDisplay(None)
        if not display:
            raise SystemExit("no X server: set DISPLAY")
        self._display = ctypes.c_void_p(display)
        self._root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))

    def read(self, box: Sequence[int]) -> bytes:
        """The pixels of a box: left, top, width, height."""
        left, top, width, height = box
        planes = ctypes.c_ulong(ALL_PLANES)
        image = self._x.XGetImage(self._display, self._root, left, top, width, height, planes, Z_PIXMAP)
        if not image:
            raise SystemExit("the box is not on the screen")
        held: XImage = image.contents
        pixels = ctypes.string_at(held.data, held.bytes_per_line * height)
        self._x.XDestroyImage(image)
        return pixels

    def still(self, box: Sequence[int]) -> bytes:
        """The pixels once they have not changed for a while."""
        last, since = self.read(box), time.monotonic()
        while time.monotonic() - since < STILL:
            seen = self.read(box)
            if seen != last:
                last, since = seen, time.monotonic()
            time.sleep(0.01)
        return last

    def until_changed(self, boxes: Sequence[tuple[Sequence[int], bytes]]) -> list[float]:
        """When each box was first seen to differ from its pixels before (`time.perf_counter`)."""
        seen: list[float | None] = [None for _ in boxes]
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            for place, (box, before) in enumerate(boxes):
                if seen[place] is None and self.read(box) != before:
                    seen[place] = time.perf_counter()
            if None not in seen:
                return [each for each in seen if each is not None]
        raise SystemExit("nothing changed on the screen")


def press(key: str) -> None:
    """Send a key, and give the page time to answer it."""
    subprocess.run(["xdotool", "key", "--delay", "0", key], check=True)
    time.sleep(BETWEEN_KEYS)


def spread(times: Sequence[float]) -> dict[str, float]:
    """Median, 95th percentile and longest of seconds, in milliseconds."""
    ordered = sorted(1000 * each for each in times)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return {
        "p50_ms": round(ordered[len(ordered) // 2], 2),
        "p95_ms": round(p95, 2),
        "longest_ms": round(ordered[-1], 2),
    }


def keysym(letter: str) -> str:
    """A letter as xdotool names it."""
    return {" ": "space", "-": "minus", "'": "apostrophe"}.get(letter, letter)


def measure(served: dict[str, Any]) -> dict[str, object]:
    """Type each name letter by letter. The served page tells its names, and where its field and its hits are."""
    screen = Screen()
    field, hits = served["field"], served["hits"]
    painted: list[float] = []
    echoed: list[float] = []
    for name in served["names"]:
        press("ctrl+a")
        for place, letter in enumerate(name, 1):
            if place < COUNTED_FROM or letter == " ":
                press(keysym(letter))
                continue
            boxes = [(box, screen.still(box)) for box in (hits, field)]
            began = press_later(letter)
            hit_at, echo_at = screen.until_changed(boxes)
            painted.append(hit_at - began)
            echoed.append(echo_at - began)
    beyond = spread([max(0.0, hit - echo) for hit, echo in zip(painted, echoed, strict=True)])
    return {"keys": len(painted), "hits": spread(painted), "letter": spread(echoed), "hits_after_letter": beyond}


def press_later(letter: str) -> float:
    """Send a key without waiting for xdotool to end; when it was started."""
    began = time.perf_counter()
    subprocess.Popen(["xdotool", "key", "--delay", "0", keysym(letter)])
    return began


def serve(customers: int, count: int) -> None:
    """Show the page, and print where it is and which names to type."""
    from PySide6.QtCore import QPoint, Qt, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QWidget

    from care_console.app.bench_paint import filled_store, look_up_window, names_to_type

    names = names_to_type(customers, count)
    application = QApplication(sys.argv[:1])
    with filled_store(customers) as store, look_up_window(application, store) as view:

        def box(widget: QWidget, width: int, height: int) -> list[int]:
            corner = widget.mapToGlobal(QPoint(0, 0))
            return [corner.x(), corner.y(), min(width, widget.width()), min(height, widget.height())]

        def tell() -> None:
            view.activateWindow()
            view.field.edit.setFocus()
            where = {"field": box(view.field.edit, 420, 50), "hits": box(view.viewport, 420, 160)}
            sys.stdout.write(json.dumps({**where, "names": names}) + "\n")
            sys.stdout.flush()

        # The list has its place once hits have been shown.
        view.activateWindow()
        QTest.keyClicks(view.field.edit, names[0])
        view.hits_painted.connect(lambda: QTimer.singleShot(500, tell), Qt.ConnectionType.SingleShotConnection)
        application.exec()


def main() -> None:
    """Serve the page in one process, and type and look in this one; the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--names", type=int, default=12)
    parser.add_argument("--serve", action="store_true", help="show the page only, as the other process does")
    options = parser.parse_args()
    if options.serve:
        serve(options.customers, options.names)
        return
    program = [sys.executable, "-m", "tests.bench.paint_outside", "--serve", "--customers", str(options.customers)]
    page = subprocess.Popen([*program, "--names", str(options.names)], stdout=subprocess.PIPE, text=True)
    try:
        assert page.stdout is not None
        served = json.loads(page.stdout.readline())
        sys.stdout.write(json.dumps({"customers": options.customers, **measure(served)}) + "\n")
    finally:
        page.terminate()
        page.wait()


if __name__ == "__main__":
    main()
