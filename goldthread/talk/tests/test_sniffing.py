import io
import zipfile

import pytest

from goldthread.talk.sniffing import fitting_name, kind_of

OOXML = "application/vnd.openxmlformats-officedocument"
ODF = "application/vnd.oasis.opendocument"


def container(*entries, mimetype=""):
    """A ZIP file with these entries; `mimetype` is stored first, as OpenDocument has it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        if mimetype:
            file.writestr("mimetype", mimetype)
        for entry in entries:
            file.writestr(entry, "x")
    return made.getvalue()


DOCX = container("[Content_Types].xml", "word/document.xml")
KNOWN = [
    (b"\x89PNG\r\n\x1a\n....", "a.png", "image/png"),
    (b"\xff\xd8\xff\xe0....", "a.JPG", "image/jpeg"),
    (b"GIF89a....", "a.gif", "image/gif"),
    (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a.webp", "image/webp"),
    (b"%PDF-1.7\n", "a.pdf", "application/pdf"),
    ("Grüße\tund\r\n".encode(), "a.txt", "text/plain"),
    (b"# Head", "a.md", "text/markdown"),
    (b"a;b\n1;2", "a.csv", "text/csv"),
    (DOCX, "a.docx", f"{OOXML}.wordprocessingml.document"),
    (container("[Content_Types].xml", "xl/workbook.xml"), "a.xlsx", f"{OOXML}.spreadsheetml.sheet"),
    (container("[Content_Types].xml", "ppt/presentation.xml"), "a.pptx", f"{OOXML}.presentationml.presentation"),
    (container("content.xml", mimetype=f"{ODF}.text"), "a.odt", f"{ODF}.text"),
    (container("content.xml", mimetype=f"{ODF}.spreadsheet"), "a.ods", f"{ODF}.spreadsheet"),
    (container("content.xml", mimetype=f"{ODF}.presentation"), "a.odp", f"{ODF}.presentation"),
]
UNKNOWN = [
    (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "a.svg"),
    (b"<script>alert(1)</script>", "a.html"),
    (b"alert(1)", "a.js"),
    (b"hello", "a.png"),
    (b"hello", "txt"),
    (b"MZ\x90\x00", "a.exe"),
    (b"\x7fELF", "a.txt"),
    (b"a\x00b", "a.txt"),
    (b"\xff\xfeh\x00i\x00", "a.txt"),
    (b"caf\xe9", "a.csv"),
    (b"ok" * 40_000 + b"\xe2\x82", "a.txt"),
    (container("a.txt"), "a.zip"),
    (container("a.txt"), "a.docx"),
    (container("[Content_Types].xml", "word/document.xml", "xl/workbook.xml"), "a.docx"),
    (container("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "a.docm"),
    (container("content.xml", mimetype="application/zip"), "a.odt"),
    (container("content.xml", mimetype=f"{ODF}.text" + "x" * 200), "a.odt"),
    (b"PK\x03\x04 not a container at all", "a.docx"),
    (DOCX[:-10], "a.docx"),
    (b"", "a.pdf"),
]


@pytest.mark.parametrize(("content", "name", "kind"), KNOWN, ids=[name for _content, name, _kind in KNOWN])
def test_a_file_is_known_by_its_content(content, name, kind):
    assert kind_of(io.BytesIO(content), name) == kind
    assert kind_of(io.BytesIO(content), f"evil.{name}") == kind


@pytest.mark.parametrize(("content", "name"), UNKNOWN)
def test_whatever_is_not_on_the_list_is_unknown(content, name):
    assert kind_of(io.BytesIO(content), name) is None


def test_a_letter_cut_in_two_between_two_reads_is_still_text():
    content = b"x" * (64 * 1024 - 1) + "€".encode() + b"\n"

    assert kind_of(io.BytesIO(content), "a.txt") == "text/plain"


@pytest.mark.parametrize(
    ("name", "kind", "fitting"),
    [
        ("photo.JPEG", "image/jpeg", "photo.jpeg"),
        ("evil.html", "image/png", "evil.html.png"),
        ("scan", "application/pdf", "scan.pdf"),
        ("../../etc/passwd", "text/plain", "passwd.txt"),
        ("C:\\temp\\a.png", "image/png", "a.png"),
        ("a\r\nSet-Cookie: x.png", "image/png", "aSet-Cookie: x.png"),
        ("\u202egnp.exe", "image/png", "gnp.exe.png"),
        (" .png", "image/png", "png.png"),
        ("", "image/gif", "file.gif"),
        ("n" * 400 + ".png", "image/png", "n" * 180 + ".png"),
    ],
)
def test_a_name_ends_as_the_content_says(name, kind, fitting):
    assert fitting_name(name, kind) == fitting
