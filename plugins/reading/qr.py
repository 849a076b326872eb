"""QR codes: an address for the phone in somebody's hand."""

import re

from markupsafe import Markup, escape

QUIET = 4
"""Modules of white around the code, which scanners need (ISO/IEC 18004)."""

_RUN = re.compile(rb"\x01+")


def qr_code(address: str, label: str) -> Markup:
    """`address` as a drawing (SVG) that is called `label`.

    The mask is not searched for: scanners read each of the eight, and weighing them costs a site with many
    stories more than everything else on a page.
    """
    import segno  # for stories only

    matrix = segno.make_qr(address, mask=0).matrix
    size = len(matrix) + 2 * QUIET
    path = "".join(
        f"M{run.start() + QUIET} {y + QUIET}h{len(run[0])}v1h-{len(run[0])}z"
        for y, row in enumerate(matrix)
        for run in _RUN.finditer(bytes(row))
    )
    return Markup('<svg viewBox="0 0 {0} {0}" role="img" aria-label="{1}"><path d="{2}"/></svg>').format(
        size, escape(label), path
    )
