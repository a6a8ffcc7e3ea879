"""Paper: PDF files from a template and data, with the fonts that we carry; QR pictures for paper and screen."""

from saindege.base.app.paper.compiling import PaperFailed, compile_pdf
from saindege.base.app.paper.qr import qr_svg

__all__ = ["PaperFailed", "compile_pdf", "qr_svg"]
