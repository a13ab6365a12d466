"""What a file is, told by its content and not by its name. No Django."""

import codecs
import zipfile
from typing import BinaryIO

# Content type and the endings of a name that go with it; the first is added where the name has another.
KINDS: dict[str, tuple[str, ...]] = {
    "image/png": ("png",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/gif": ("gif",),
    "image/webp": ("webp",),
    "application/pdf": ("pdf",),
    "text/plain": ("txt",),
    "text/markdown": ("md", "markdown"),
    "text/csv": ("csv",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("xlsx",),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ("pptx",),
    "application/vnd.oasis.opendocument.text": ("odt",),
    "application/vnd.oasis.opendocument.spreadsheet": ("ods",),
    "application/vnd.oasis.opendocument.presentation": ("odp",),
}
ENDINGS = tuple(ending for endings in KINDS.values() for ending in endings)
_BY_ENDING = {ending: kind for kind, endings in KINDS.items() for ending in endings}
_OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
# Text has no first bytes of its own: only these endings are taken for it.
_TEXT_ENDINGS = ("txt", "md", "markdown", "csv")
MOST_ENTRIES = 10_000
_PIECE = 64 * 1024


def kind_of(file: BinaryIO, name: str) -> str | None:
    """The content type of a file, None for what is not on the list. Reads, but unpacks nothing.

    Documents with macros and archives that only look like documents are not on the list.
    """
    file.seek(0)
    head = file.read(512)
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if head.startswith(b"PK\x03\x04"):
        return _document(file)
    ending = _ending(name)
    return _BY_ENDING[ending] if ending in _TEXT_ENDINGS and _is_text(file) else None


def fitting_name(name: str, kind: str) -> str:
    """A name whose ending says what the content is: "scan" gives "scan.pdf", "x.html" gives "x.html.png"."""
    kept = "".join(mark for mark in name.replace("\\", "/").rpartition("/")[2] if mark.isprintable()).strip(" .")
    if _ending(kept) in KINDS[kind]:
        return f"{kept[: -(len(_ending(kept)) + 1)][:180]}.{_ending(kept)}"
    return f"{kept[:180] or 'file'}.{KINDS[kind][0]}"


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def _document(file: BinaryIO) -> str | None:
    """Which office document a ZIP container holds, told by its list of entries."""
    try:
        with zipfile.ZipFile(file) as container:
            names = container.namelist()
            if len(names) > MOST_ENTRIES or any("vbaproject" in one.lower() for one in names):
                return None
            if names[:1] == ["mimetype"] and container.getinfo("mimetype").file_size < 100:
                kind = container.read("mimetype").decode("ascii", "replace").strip()
                return kind if kind in KINDS else None
            endings = [ending for entry, ending in _OFFICE.items() if entry in names]
            return _BY_ENDING[endings[0]] if "[Content_Types].xml" in names and len(endings) == 1 else None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        return None


def _is_text(file: BinaryIO) -> bool:
    """Whether a file is UTF-8 without control marks, from its first byte to its last."""
    reader = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    try:
        while piece := file.read(_PIECE):
            if any((mark < " " and mark not in "\t\n\r\f") or mark == "\x7f" for mark in reader.decode(piece)):
                return False
        reader.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
