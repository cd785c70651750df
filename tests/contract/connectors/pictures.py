"""Small pictures with metadata, built byte by byte."""

import struct
from io import BytesIO
from pathlib import Path

from PIL import Image

XMP = """<?xpacket begin='\ufeff' id='W5M0MpCehiHzreSzNTczkc9d'?>
<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>
<rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/'
  xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/' photoshop:Credit='Fennmoor Studio' photoshop:City='Zürich'>
 <dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Paper bottle</rdf:li><rdf:li xml:lang='de'>Papierflasche</rdf:li>
  <rdf:li xml:lang='en-us'>Paper bottle</rdf:li></rdf:Alt></dc:title>
 <dc:description><rdf:Alt><rdf:li xml:lang='x-default'>A bottle of paper &amp; plants</rdf:li></rdf:Alt></dc:description>
 <dc:subject><rdf:Bag><rdf:li>eco</rdf:li><rdf:li>2024</rdf:li><rdf:li>007</rdf:li><rdf:li>true</rdf:li>
  <rdf:li>بيئة 🌱</rdf:li></rdf:Bag></dc:subject>
 <dc:creator><rdf:Seq><rdf:li>Ada Fischer</rdf:li></rdf:Seq></dc:creator>
 <dc:rights><rdf:Alt><rdf:li xml:lang='x-default'>© Fennmoor</rdf:li></rdf:Alt></dc:rights>
 <photoshop:DateCreated>2026-05-14T09:30:00+02:00</photoshop:DateCreated>
</rdf:Description>
<rdf:Description rdf:about='' xmlns:plus='http://ns.useplus.org/ldf/xmp/1.0/'
  xmlns:xmpRights='http://ns.adobe.com/xap/1.0/rights/' xmlns:lr='http://ns.adobe.com/lightroom/1.0/'
  xmlns:Iptc4xmpExt='http://iptc.org/std/Iptc4xmpExt/2008-02-29/'>
 <plus:LicenseEndDate>2026-12-31</plus:LicenseEndDate>
 <plus:ModelReleaseStatus>http://ns.useplus.org/ldf/vocab/MR-NAP</plus:ModelReleaseStatus>
 <plus:Licensor><rdf:Seq><rdf:li rdf:parseType='Resource'><plus:LicensorName>Fennmoor</plus:LicensorName></rdf:li></rdf:Seq></plus:Licensor>
 <xmpRights:Marked>True</xmpRights:Marked>
 <xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang='x-default'>Web only</rdf:li></rdf:Alt></xmpRights:UsageTerms>
 <lr:hierarchicalSubject><rdf:Bag><rdf:li>Packaging|Bottle</rdf:li></rdf:Bag></lr:hierarchicalSubject>
 <Iptc4xmpExt:Event><rdf:Alt><rdf:li xml:lang='x-default'>Relaunch</rdf:li></rdf:Alt></Iptc4xmpExt:Event>
 <Iptc4xmpExt:AboutCvTerm><rdf:Bag><rdf:li><rdf:Description><Iptc4xmpExt:CvTermId>https://terms.example/bottle</Iptc4xmpExt:CvTermId>
  <Iptc4xmpExt:CvTermName><rdf:Alt><rdf:li xml:lang='x-default'>bottle</rdf:li>
   <rdf:li xml:lang='de'>Flasche</rdf:li></rdf:Alt></Iptc4xmpExt:CvTermName>
  </rdf:Description></rdf:li></rdf:Bag></Iptc4xmpExt:AboutCvTerm>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>"""

IPTC = (
    (5, b"Flasche"),
    (25, "Größe".encode()),
    (25, b"eco"),
    (55, b"20260513"),
    (60, b"080000+0200"),
    (80, b"Someone"),
    (120, "Übersicht".encode()),
)


def jpeg(
    path: Path, xmp: str = "", iptc: tuple[tuple[int, bytes], ...] = (), marker: bool = True, exif: bool = False
) -> Path:
    """A JPEG of 12 by 8 pixels with these blocks of metadata; the pixels are the same whatever the metadata."""
    picture = Image.new("RGB", (12, 8), "teal")
    tags = Image.Exif()
    if exif:
        tags[0x010E] = "Aufnahme für die Küche"
        tags[0x013B] = "Jo Blanc;Ada Fischer"
        tags[0x9C9E] = "Küche;Bad\0".encode("utf-16-le")
        tags.get_ifd(0x8769).update({0x9003: "2026:05:14 07:00:00", 0x9011: "+02:00"})
    plain = BytesIO()
    picture.save(plain, "JPEG", exif=tags)
    data = plain.getvalue()
    blocks = (_segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp.encode()) if xmp else b"") + _iptc(iptc, marker)
    path.write_bytes(data[:2] + blocks + data[2:])
    return path


def _segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def _iptc(datasets: tuple[tuple[int, bytes], ...], marker: bool) -> bytes:
    if not datasets:
        return b""
    head = b"\x1c\x01\x5a\x00\x03\x1b%G" if marker else b""
    data = head + b"".join(b"\x1c\x02" + bytes((n,)) + struct.pack(">H", len(text)) + text for n, text in datasets)
    return _segment(
        0xED, b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(data)) + data + b"\0" * (len(data) % 2)
    )
