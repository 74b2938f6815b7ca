"""Office files are ZIP archives: here they lose the clock, so that the same content gives the same bytes."""

from __future__ import annotations

import io
import re
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_FIRST_YEAR = 1980
"""Before it, ZIP has no dates."""
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")


def sealed(data: bytes, made: datetime) -> bytes:
    """The archive with every member and both document dates set to `made`."""
    when = made if made.year >= _FIRST_YEAR else datetime(_FIRST_YEAR, 1, 1)
    stamp = made.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    result = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as before, ZipFile(result, "w", ZIP_DEFLATED) as after:
        for member in before.infolist():
            info = ZipInfo(member.filename, when.timetuple()[:6])
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            content = before.read(member)
            if member.filename == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>" + stamp + rb"\g<3>", content)
            after.writestr(info, content)
    return result.getvalue()
