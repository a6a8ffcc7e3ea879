"""Paper: PDF from a template and data, with the fonts that we carry; DOCX to edit; QR for paper and screen."""

from saindege.base.app.paper.compiling import PaperFailed, Press, compile_pdf
from saindege.base.app.paper.filling import Filling, fill_docx
from saindege.base.app.paper.qr import qr_svg

__all__ = ["Filling", "PaperFailed", "Press", "compile_pdf", "fill_docx", "qr_svg"]
