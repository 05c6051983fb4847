"""DOCX and ODT files made for the tests, part by part, so that what is in them is known."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{_ODF}:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("style", "style"),
        ("fo", "xsl-fo-compatible"), ("meta", "meta"), ("manifest", "manifest"),
    )
)  # fmt: skip

STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titre"><w:name w:val="Title"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Maison"><w:name w:val="Intertitre maison"/><w:basedOn w:val="Titre1"/>
  <w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="TM1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="character" w:styleId="Fort"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
"""
ODT_STYLES = """
<style:default-style style:family="paragraph"><style:text-properties fo:font-size="11pt"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard"/>
<text:list-style style:name="Puces"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/>
  </text:list-style>
<text:list-style style:name="Nombres"><text:list-level-style-number text:level="1" style:num-format="1"/>
  </text:list-style>
"""


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a ZIP file of ``parts`` in their order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for path, content in parts.items():
            package.writestr(path, content)
    return buffer.getvalue()


def paragraph(text: str, style: str = "", *, bold: bool = False, size: float = 0.0, properties: str = "") -> str:
    """Return a ``w:p`` with one run; ``size`` is in points, ``properties`` more of its ``w:pPr``."""
    look = ("<w:b/>" if bold else "") + (f'<w:sz w:val="{round(2 * size)}"/>' if size else "")
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f"<w:p><w:pPr>{named}{properties}</w:pPr><w:r><w:rPr>{look}</w:rPr>"
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    )


def make_docx(body: str, *, core: str = "", parts: Mapping[str, str | bytes] | None = None, notes: str = "") -> bytes:
    """Return a DOCX with the XML ``body``; ``core`` is that of its properties, ``notes`` that of its footnotes."""
    declared = (
        f'<w:document xmlns:w="{_W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="urn:boite" xmlns:v="urn:schemas-microsoft-com:vml">'
    )
    related = "".join(
        f'<Relationship Id="r{number}" Type="{_RELATED}/{name}" Target="{name}.xml"/>'
        for number, name in enumerate(("styles", "numbering", "footnotes"))
    )
    return packed(
        {
            "[Content_Types].xml": (
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/></Types>'
            ),
            "word/document.xml": f"{declared}<w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": (
                f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{related}'
                f'<Relationship Id="r9" Type="{_RELATED}/attachedTemplate" Target="http://fabrique.example/modele.dotx" '
                'TargetMode="External"/></Relationships>'
            ),
            "word/styles.xml": f'<w:styles xmlns:w="{_W}">{STYLES}</w:styles>',
            "word/numbering.xml": f'<w:numbering xmlns:w="{_W}">{NUMBERING}</w:numbering>',
            "word/footnotes.xml": f'<w:footnotes xmlns:w="{_W}">{notes}</w:footnotes>',
            "docProps/core.xml": (
                '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
                'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
                f"{core}</cp:coreProperties>"
            ),
            **(parts or {}),
        }
    )


def make_odt(body: str, *, styles: str = "", meta: str = "", parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """Return an ODT with the XML ``body``; ``styles`` are its automatic styles, ``meta`` its properties."""
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": (
                f"<office:document-content {_NAMESPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
                f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
            ),
            "styles.xml": (
                f"<office:document-styles {_NAMESPACES}><office:styles>{ODT_STYLES}</office:styles>"
                "<office:master-styles><text:p>Pied de page fictif</text:p></office:master-styles>"
                "</office:document-styles>"
            ),
            "meta.xml": (
                f'<office:document-meta {_NAMESPACES} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>{meta}'
                "</office:meta></office:document-meta>"
            ),
            **(parts or {}),
        }
    )
