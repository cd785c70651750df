"""The document reader on real files, made here, and on hostile ones: each failure is a sentence that says what to do."""

import json
import re
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from dataclasses import asdict
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from tests.contract.documents_suite import DocumentsSuite
from tests.fakes.documents import FakeDocuments
from thesaury.engines.confining import command, surroundings
from thesaury.engines.documents import Documents
from thesaury.engines.documents.child import told
from thesaury.engines.documents.wire import Form, Limits
from thesaury.model.errors import BadInput, ThesauryError
from thesaury.ports.documents import DocumentReader

LIMITS = Limits(1024, 30, 8 << 20, 200_000)
NEEDS = ("Refill pouch in a kitchen, upright", "Families in a shop")


class TestFake(DocumentsSuite):
    @pytest.fixture
    def reader(self) -> DocumentReader:
        return FakeDocuments()


class TestEngine(DocumentsSuite):
    @pytest.fixture
    def reader(self) -> DocumentReader:
        return Documents()


def word() -> bytes:
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    made = docx.Document()
    made.add_heading("Better Pack", 0)
    fields = made.add_paragraph()
    for label, value in (("Brand", " Lumo. "), ("Markets", " Germany, Austria.")):
        fields.add_run(label).bold = True
        fields.add_run(value)
    made.add_heading("What we look for", 1)
    for need in NEEDS:
        made.add_paragraph(need, style="List Number")
    table = made.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Channels", "Newsletter | website"
    changed = made.add_paragraph("Kept")
    for tag, inner in (("ins", "t"), ("del", "delText")):
        changed._p.append(
            parse_xml(f"<w:{tag} {nsdecls('w')} w:id='1'><w:r><w:{inner}> {tag}</w:{inner}></w:r></w:{tag}>")
        )
    made.sections[0].header.paragraphs[0].text = "Confidential"
    return saved(made.save)


def slides() -> bytes:
    from pptx import Presentation

    made = Presentation()
    first = made.slides.add_slide(made.slide_layouts[0])
    first.shapes.title.text, first.placeholders[1].text = "Better Pack", "Markets: Germany"
    second = made.slides.add_slide(made.slide_layouts[1])
    second.shapes.title.text = "What we look for"
    body = second.placeholders[1].text_frame
    body.text = NEEDS[0]
    body.add_paragraph().text = NEEDS[1]
    second.notes_slide.notes_text_frame.text = "said aloud"
    hidden = made.slides.add_slide(made.slide_layouts[1])
    hidden.shapes.title.text = "Old idea"
    hidden._element.set("show", "0")
    return saved(made.save)


def paper(pages: int = 3) -> bytes:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

    styles, story = getSampleStyleSheet(), []
    for page in range(pages):
        story += [
            Paragraph("Better Pack", styles["Title"]) if not page else Paragraph("What we look for", styles["Heading2"]),
            Paragraph(f"<b>Markets</b> Germany. Text of page {chr(65 + page)}, " + "which says more of it, " * 8, styles["Normal"]),
            Paragraph(NEEDS[page % 2], styles["Normal"]),
            PageBreak(),
        ]  # fmt: skip

    def footer(canvas: object, document: object) -> None:
        canvas.drawString(50, 30, f"Confidential, page {document.page}")  # type: ignore[attr-defined]

    into = BytesIO()
    SimpleDocTemplate(into).build(story, onFirstPage=footer, onLaterPages=footer)
    return into.getvalue()


def pictures() -> bytes:
    """A PDF with a drawing on it and no text."""
    from reportlab.pdfgen.canvas import Canvas

    into = BytesIO()
    canvas = Canvas(into)
    canvas.rect(10, 10, 200, 300, fill=1)
    canvas.showPage()
    canvas.save()
    return into.getvalue()


def locked_paper() -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(PdfReader(BytesIO(paper(1))))
    writer.encrypt("secret", algorithm="RC4-128")
    into = BytesIO()
    writer.write(into)
    return into.getvalue()


def saved(save: Callable[[BytesIO], object]) -> bytes:
    into = BytesIO()
    save(into)
    return into.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The same package with a part more, or another content of it."""
    into = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(into, "w", ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
        new.writestr(name, part)
    return into.getvalue()


def test_word_is_read_in_its_order_with_headings_lists_tables_and_bold_names():
    found = Documents().read("brief.docx", word())
    assert found.title == "Better Pack"
    lines = [line for line in found.text.splitlines() if line]
    assert lines == [
        "# Better Pack",
        "**Brand** Lumo. **Markets** Germany, Austria.",
        "# What we look for",
        f"- {NEEDS[0]}",
        f"- {NEEDS[1]}",
        "| Channels | Newsletter / website |",
        "Kept ins",
    ]


def test_slides_are_read_by_their_titles_without_notes_and_hidden_ones():
    found = Documents().read("brief.pptx", slides())
    assert found.title == "Better Pack"
    lines = [line for line in found.text.splitlines() if line]
    assert lines == ["# Better Pack", "Markets: Germany", "## What we look for", f"- {NEEDS[0]}", f"- {NEEDS[1]}"]


def test_paper_is_read_with_headings_and_without_what_every_page_repeats():
    found = Documents().read("brief.PDF", paper())
    assert found.title == "Better Pack"
    assert found.text.startswith("# Better Pack\n")
    assert "## What we look for" in found.text
    assert "**Markets** Germany. Text of page B" in found.text
    assert NEEDS[1] in found.text
    assert "Confidential" not in found.text


def test_a_file_is_what_it_is_whatever_it_is_called():
    assert Documents().read("brief.docx", paper(1)).title == "Better Pack"


BOMB = b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>]><w:document xmlns:w='x'>&a;</w:document>"
EMPTY = b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body/></w:document>"
HOSTILE = {
    "pictures of text": ("a.pdf", pictures, "pictures of text"),
    "a locked PDF": ("a.pdf", locked_paper, "locked with a password"),
    "no PDF": ("a.pdf", lambda: b"nope", "no PDF"),
    "a PDF cut off": ("a.pdf", lambda: paper(1)[:300], "damaged|pictures of text"),
    "no DOCX": ("a.docx", lambda: b"nope", "no DOCX"),
    "a DOCX cut off": ("a.docx", lambda: word()[:4000], "damaged"),
    "an old or locked DOCX": ("a.docx", lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "locked with a password"),
    "a PPTX that is a DOCX": ("a.pptx", word, "damaged, or no PPTX"),
    "entities": ("a.docx", lambda: with_part(word(), "word/document.xml", BOMB), "entity declarations"),
    "a bomb of zeros": ("a.docx", lambda: with_part(word(), "word/media/x.png", b"\0" * (9 << 20)), "unpacks to more than 8 MiB"),
    "an empty DOCX": ("a.docx", lambda: with_part(word(), "word/document.xml", EMPTY), "holds no text"),
    "an archive of nothing": ("a.pptx", lambda: saved(lambda into: ZipFile(into, "w").close()).ljust(22), "no PPTX|damaged"),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_what_cannot_be_read_is_said_in_a_sentence(what: str):
    name, make, said = HOSTILE[what]
    content = make()
    if content[:4] in (b"PK\x03\x04", b"%PDF"):
        answer = told(name, Form(name[2:]), content, LIMITS)  # what the child does, in this process
        assert re.search(said, answer.get("refused", "")), answer
    else:
        with pytest.raises(BadInput, match=said):
            Documents().read(name, content)


def endless_page() -> bytes:
    """A small PDF whose one page takes seconds to lay out."""
    packed = zlib.compress(b"BT /F1 1 Tf (word) Tj ET\n" * 300_000)
    stream = b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R"
        b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        stream,
    ]
    body, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        body
        + b"xref\n0 5\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(body)
    )


def test_a_child_that_takes_too_much_is_ended_and_its_parent_says_so():
    with pytest.raises(BadInput, match="more than 1 seconds of processor time"):
        Documents(cpu_seconds=1).read("slow.pdf", endless_page())
    with pytest.raises(BadInput, match=r"more than 0\.01 seconds"):
        Documents(wall_seconds=0.01).read("brief.docx", word())


def test_a_file_or_a_text_that_is_too_large_is_refused_unread():
    with pytest.raises(BadInput, match="more than 1 MiB"):
        Documents(file_mib=1).read("a.pdf", b"%PDF-" + b"\0" * (1 << 20))
    with pytest.raises(BadInput, match="characters"):
        Documents(characters=10).read("a.txt", b"more than ten")


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Küche".encode("utf-8-sig"), "Küche"),
        ("Küche".encode("utf-16"), "Küche"),
        ("Küche".encode("cp1252"), "Küche"),
        (b"a\r\nb\rc", "a\nb\nc"),
    ],
)
def test_texts_come_in_several_encodings(content: bytes, text: str):
    assert Documents().read("a.txt", content).text == text


@pytest.mark.parametrize("content", [b"a\0b", b"\xff\xfe\x00\xd8", struct.pack("<I", 0x90) + b"\x81\x8d"])
def test_what_is_no_text_is_refused(content: bytes):
    with pytest.raises(ThesauryError, match=r"a\.txt"):
        Documents().read("a.txt", content)


def test_a_name_that_is_a_path_is_shown_as_a_name():
    with pytest.raises(BadInput, match=r"^b\.doc: "):
        Documents().read("C:\\Users\\ana\\b.doc", b"x")


WIDE = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>]><x>&a;</x>"
HIDDEN = {
    "UTF-16": ("word/document.xml", WIDE.encode("utf-16"), "entity declarations"),
    "UTF-16 without a mark": ("word/document.xml", WIDE.encode("utf-16-be"), "entity declarations"),
    "another ending": ("word/document.bin", b"\n" * 99 + WIDE.encode(), "entity declarations"),
    "UTF-32": ("word/document.xml", WIDE.encode("utf-32"), "encoding"),
    "UTF-7": ("word/a.bin", b"<?xml version='1.0' encoding='UTF-7'?>" + WIDE.encode("utf-7"), "encoding"),
    "EBCDIC": ("word/a.bin", ("<?xml version='1.0'?>" + WIDE).encode("cp500"), "encoding"),
    "a text that is large": ("word/a.bin", b"<x>" + b" " * (65 << 20) + b"</x>", "MiB of text"),
}


@pytest.mark.parametrize("what", HIDDEN)
def test_no_encoding_and_no_name_hides_a_part_in_xml(what: str):
    name, part, said = HIDDEN[what]
    answer = told("a.docx", Form.DOCX, with_part(word(), name, part), Limits(1024, 30, 256 << 20, 200_000))
    assert re.search(said, answer.get("refused", "")), answer


def test_a_part_in_an_encoding_of_the_west_is_read():
    part = "<?xml version='1.0' encoding='ISO-8859-1'?><x>Größe</x>".encode("latin-1")
    assert "refused" not in told("a.docx", Form.DOCX, with_part(word(), "customXml/item9.xml", part), LIMITS)


def test_the_child_gives_up_the_network_and_keeps_its_limits_for_good():
    lines = (
        "import resource, socket, sys",
        "import thesaury.engines.documents.child as child",
        "child.told = lambda *_: {'text': str([tried(), *map(resource.getrlimit, KINDS)]), 'title': ''}",
        "KINDS = (resource.RLIMIT_AS, resource.RLIMIT_CPU)",
        "exec('def tried():\\n try:\\n  socket.socket()\\n except PermissionError:\\n  return 0\\n return 1')",
        "child.start()",
    )
    given = json.dumps({"name": "a.pdf", "form": "pdf", "limits": asdict(LIMITS)})
    asked = command("; ".join(lines), given)
    ran = subprocess.run(asked, input=b"", capture_output=True, env=surroundings(), check=True)
    open_socket, memory, cpu = eval(json.loads(ran.stdout)["text"])
    assert (open_socket, memory, cpu) == (int(sys.platform != "linux"), (1 << 30, 1 << 30), (30, 31))


SVG = b"<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'svg11.dtd'><svg xmlns='http://www.w3.org/2000/svg'/>"


def with_types(content: bytes, said: str) -> bytes:
    """The package with one more line on what its parts are."""
    with ZipFile(BytesIO(content)) as archive:
        types = archive.read("[Content_Types].xml").decode()
    return with_part(content, "[Content_Types].xml", types.replace("</Types>", f"{said}</Types>").encode())


def test_a_picture_with_a_doctype_of_its_own_is_no_reason_to_refuse_a_file():
    said = '<Default Extension="svg" ContentType="image/svg+xml"/>'
    drawn = with_part(with_types(word(), said), "word/media/logo.svg", SVG)
    assert Documents().read("brief.docx", drawn).text == Documents().read("brief.docx", word()).text


def test_a_package_that_calls_its_own_text_a_picture_is_read_by_nobody():
    said = '<Override PartName="/word/document.xml" ContentType="image/svg+xml"/>'
    for content in (
        with_part(with_types(word(), said), "word/document.xml", BOMB),
        with_part(word(), "word/media/a.svg", BOMB),
    ):
        with pytest.raises(BadInput):
            Documents().read("brief.docx", content)
    with pytest.raises(BadInput, match="entity declarations"):
        Documents().read("brief.docx", with_part(with_types(word(), said), "_rels/.rels", BOMB))
