"""From a DOCX template and plain data to a document that an office can still edit."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from saindege.base.app.paper.compiling import PaperFailed
from saindege.base.errors import Sentence


def fill_docx(template: Path | IO[bytes], data: Mapping[str, object]) -> bytes:
    """Fill a template: the places in double braces take the values, and every value stays text.

    Parameters
    ----------
    template : a DOCX file with places for ``docxtpl``, or its content opened for reading
    data : values by name

    Raises
    ------
    PaperFailed : the template cannot be filled
    """
    # Imported where they are used: they are large, and most processes never write a document.
    import docxtpl
    import jinja2
    from jinja2.sandbox import SandboxedEnvironment

    # A city may put its own template in place: it may write values, and do nothing else.
    sandbox = SandboxedEnvironment(autoescape=True, undefined=jinja2.StrictUndefined)
    try:
        document = docxtpl.DocxTemplate(str(template) if isinstance(template, Path) else template)
        document.render(dict(data), jinja_env=sandbox, autoescape=True)
    except jinja2.TemplateError as error:
        name = template.stem if isinstance(template, Path) else "ini"
        raise PaperFailed(
            Sentence(
                id=f"Berkas cetak {name} tidak dapat dibuat. Laporkan ini kepada pengelola sistem.",
                en=f"The paper {name} could not be made. Report this to the system administrator.",
            )
        ) from error
    filled = io.BytesIO()
    document.save(filled)
    return filled.getvalue()
