"""Documents as Word and LibreOffice write them: bodies of raw XML in a whole package, and the words they hold."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from lxml import etree

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
A4 = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>'
STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/><w:sz w:val="22"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
)


def run(text: str, properties: str = "") -> str:
    """Return a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def line(text: str = "", properties: str = "", run_properties: str = "") -> str:
    """Return a paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text, run_properties) if text else ''}</w:p>"


def cell(text: str, properties: str = "", width: int = 2000) -> str:
    """Return a cell of one paragraph."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{line(text)}</w:tc>'


def row(*cells: str, properties: str = "") -> str:
    """Return a row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str, columns: tuple[int, ...], properties: str = "") -> str:
    """Return a table with lines everywhere."""
    sides = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))  # fmt: skip
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in columns)
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{sides}</w:tblBorders>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'


def png(width: int = 40, height: int = 40, colour: tuple[int, int, int] = (180, 20, 20)) -> bytes:
    """Return a picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"".join(b"\0" + bytes(colour) * width for _ in range(height)), 9)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", rows)
        + chunk(b"IEND", b"")
    )


def picture(key: str = "rImg", *, width: int = 720000, height: int = 720000, place: str = "") -> str:
    """Return a run with a picture: in the line, or floating at a place."""
    shown = (
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="1" name="Logo" descr="Logo kota"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr/>'
        f'<pic:blipFill><a:blip r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    )
    inner = (
        f'<wp:anchor simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1" distT="0" distB="0" distL="0" distR="0"><wp:simplePos x="0" y="0"/>{place}{shown.replace("<wp:docPr", "<wp:wrapNone/><wp:docPr")}</wp:anchor>'
        if place
        else f"<wp:inline>{shown}</wp:inline>"
    )
    return f"<w:r><w:drawing>{inner}</w:drawing></w:r>"


def field(code: str, shown: str = "1") -> str:
    """Return a field as Word writes it: begin, code, separate, what it found last, end."""
    parts = [
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {code} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:t>{shown}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    ]
    return "".join(f"<w:r>{one}</w:r>" for one in parts)


def document(
    *body: str,
    section: str = A4,
    styles: str = STYLES,
    numbering: str = "",
    settings: str = "",
    parts: dict[str, bytes] | None = None,
    strips: dict[str, str] | None = None,
    outside: dict[str, str] | None = None,
) -> bytes:
    """Return a whole document.

    Parameters
    ----------
    parts : more of them, pictures too: ``word/media/logo.png`` is ``rImg``
    strips : heads and feet by ``header1`` ...; the section names them as ``rHead1``
    outside : addresses by the name that hyperlinks use
    """
    more = dict(parts or {})
    relations = [
        ("rStyles", "styles", "styles.xml"),
        ("rNum", "numbering", "numbering.xml"),
        ("rSet", "settings", "settings.xml"),
    ]
    types = [("/word/document.xml", TYPE + "document.main+xml"), ("/word/styles.xml", TYPE + "styles+xml"), ("/word/numbering.xml", TYPE + "numbering+xml"), ("/word/settings.xml", TYPE + "settings+xml")]  # fmt: skip
    for name, inner in (strips or {}).items():
        kind = name.rstrip("0123456789")
        tag = "hdr" if kind == "header" else "ftr"
        more[f"word/{name}.xml"] = f"<w:{tag} {SPACES}>{inner}</w:{tag}>".encode()
        more[f"word/_rels/{name}.xml.rels"] = (
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rImg" Type="{KIND}image" Target="media/logo.png"/></Relationships>'.encode()
        )
        relations.append((f"r{name}", kind, f"{name}.xml"))
        types.append((f"/word/{name}.xml", TYPE + f"{kind}+xml"))
    for name in sorted(more):
        if name.startswith("word/media/"):
            relations.append(
                (
                    "rImg" if name.endswith("logo.png") else f"r{len(relations)}",
                    "image",
                    name.removeprefix("word/"),
                )
            )
    links = "".join(f'<Relationship Id="{key}" Type="{KIND}hyperlink" Target="{target}" TargetMode="External"/>' for key, target in (outside or {}).items())  # fmt: skip
    written = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="emf" ContentType="image/x-emf"/>' + "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in types) + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{KIND}officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + "".join(f'<Relationship Id="{key}" Type="{KIND}{kind}" Target="{target}"/>' for key, kind, target in relations) + links + "</Relationships>",
        "word/document.xml": f"<w:document {SPACES}><w:body>{''.join(body)}<w:sectPr>{section}</w:sectPr></w:body></w:document>",
        "word/styles.xml": f"<w:styles {SPACES}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {SPACES}>{numbering}</w:numbering>",
        "word/settings.xml": f"<w:settings {SPACES}>{settings}</w:settings>",
    }  # fmt: skip
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in written.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text)
        for name, content in more.items():
            archive.writestr(name, content)
    return file.getvalue()


def words_of(content: bytes) -> list[str]:
    """Return the words of a document's body in its own order, without looking at how they are set."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    signs = {W + "tab": " ", W + "br": " "}
    said = [
        "".join(one.text or "" if one.tag == W + "t" else signs.get(one.tag, "") for one in paragraph.iter())
        for paragraph in root.iter(W + "p")
    ]
    return " ".join(said).split()
