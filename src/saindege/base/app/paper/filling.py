"""From a DOCX template and plain data to a document that an office can still edit."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

from saindege.base.app.paper.compiling import PaperFailed
from saindege.base.errors import Sentence


def fill_docx(template: Path, data: Mapping[str, object]) -> bytes:
    """Fill a template: the places in double braces take the values, and every value stays text.

    Parameters
    ----------
    template : a DOCX file with places for ``docxtpl``
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
        document = docxtpl.DocxTemplate(str(template))
        document.render(dict(data), jinja_env=sandbox, autoescape=True)
    except jinja2.TemplateError as error:
        raise PaperFailed(
            Sentence(
                id=f"Berkas cetak {template.stem} tidak dapat dibuat. Laporkan ini kepada pengelola sistem.",
                en=f"The paper {template.stem} could not be made. Report this to the system administrator.",
            )
        ) from error
    filled = io.BytesIO()
    document.save(filled)
    return filled.getvalue()
