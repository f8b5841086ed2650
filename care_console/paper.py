"""Tagged PDFs (PDF/UA-1, ISO 14289-1) by WeasyPrint, where it and its Pango are installed, in a process of their own.

The page goes in and the PDF comes out through pipes, so that neither lies in a file. The process fetches nothing.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from care_console.domain.errors import ServiceError
from care_console.domain.ports.paper import PdfWriter

_SECONDS: Final = 90


@dataclass(frozen=True, slots=True)
class WeasyPdfWriter:
    """See `domain.ports.paper.PdfWriter`; `python` is the interpreter that has WeasyPrint."""

    python: str = sys.executable

    @staticmethod
    def installed() -> bool:
        """Whether it can be tried; a bundled program has no interpreter of its own."""
        return not getattr(sys, "frozen", False) and importlib.util.find_spec("weasyprint") is not None

    def write(self, page: str, title: str) -> bytes:  # noqa: ARG002 - the page bears its title
        """See the port."""
        try:
            made = subprocess.run(  # noqa: S603 - this very interpreter
                [self.python, "-m", "care_console.paper"],
                input=page.encode(),
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            raise _failed() from None
        if made.returncode or not made.stdout.startswith(b"%PDF-"):
            raise _failed()
        return made.stdout


@dataclass(frozen=True, slots=True)
class FirstPdfWriter:
    """Tries one writer after the other."""

    writers: Sequence[PdfWriter]

    def write(self, page: str, title: str) -> bytes:
        """See the port. Raises what the last one raises."""
        for writer in self.writers[:-1]:
            try:
                return writer.write(page, title)
            except ServiceError:
                continue
        return self.writers[-1].write(page, title)


def _failed() -> ServiceError:
    return ServiceError("The PDF could not be written.", safe="Nothing was sent.", todo="Try again, or tell IT.")


def _no_fetching(*_url: object, **_options: object) -> object:
    raise ValueError("a copy refers to nothing outside itself")


def main() -> None:
    """Read a page from standard input, write its PDF to standard output."""
    from weasyprint import HTML

    page = sys.stdin.buffer.read().decode()
    made = HTML(string=page, url_fetcher=_no_fetching).write_pdf(pdf_variant="pdf/ua-1")
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
