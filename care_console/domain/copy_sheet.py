"""A conversation's copy as a page of HTML, from which the PDF is written; it refers to nothing outside itself."""

from __future__ import annotations

import html
from typing import Final

from care_console.domain.copies import Line, Talk, breaks, direction
from care_console.domain.transcripts import Speaker

# The rule for pages comes last: Qt reads no rule after one that it does not know.
_STYLE: Final = """
html, body { font-family: Inter, "Noto Sans", "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
body { font-size: 10pt; color: #18181b; }
h1 { font-size: 15pt; margin: 0 0 5px; bookmark-level: 1; }
h2 { font-size: 8.5pt; font-weight: normal; color: #52525b; margin: 12px 0 0; }
h2 { break-after: avoid; bookmark-level: none; }
p { margin: 0; }
p.brand { font-weight: bold; font-size: 9pt; margin-bottom: 19px; }
p.brand { border-bottom: 2pt solid COLOUR; padding-bottom: 4pt; }
p.facts { color: #52525b; margin-bottom: 19px; }
p.text { margin-top: 1px; overflow-wrap: anywhere; orphans: 2; widows: 2; }
p.system { color: #52525b; }
p.note { margin-top: 24px; padding-top: 6pt; border-top: 0.5pt solid #d4d4d8; color: #52525b; font-size: 8.5pt; }
@page { size: A4; margin: 20mm 18mm; @bottom-center { content: counter(page) " / " counter(pages); font-size: 8pt; } }
"""
_PAGE: Final = (
    '<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
    "<style>{style}</style></head>\n<body>\n"
    '<p class="brand">{brand}</p>\n<h1>{title}</h1>\n<p class="facts">{facts}</p>\n{lines}\n'
    '<p class="note">{note}</p>\n'
    "</body></html>\n"
)


def sheet(talk: Talk, *, language: str, colour: str, brand: str, title: str, facts: str, note: str) -> str:
    """The page; `colour` is the brand's, as `#RRGGBB`."""
    return _PAGE.format(
        language=html.escape(language),
        style=_STYLE.replace("COLOUR", html.escape(colour)),
        brand=html.escape(brand),
        title=html.escape(title),
        facts=html.escape(facts),
        lines="\n".join(map(_line, talk.lines)),
        note=html.escape(note),
    )


def _line(line: Line) -> str:
    way = direction(line.text)
    kind = "text system" if line.speaker is Speaker.SYSTEM else "text"
    return (
        f'<h2 dir="{direction(line.name)}">{line.marked_head()}</h2>'
        f'<p class="{kind}" dir="{way}">{breaks(line.text)}</p>'
    )
