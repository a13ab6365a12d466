"""The words of the product in other languages: collected from the code, translated in `goldthread/locale/`, compiled for use.

python build_words.py            compile what is translated (the two commands and the build of a wheel do this)
python build_words.py --collect  bring every language's file up to date with the words in the code
"""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, extract, mofile, pofile

ROOT = Path(__file__).resolve().parent
LOCALE = Path("goldthread/locale")
KEYWORDS = {
    **extract.DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "NN_": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "lazy": None,
}
JINJA = {"trim_blocks": "true", "lstrip_blocks": "true", "extensions": "jinja2.ext.i18n,jinja2.ext.loopcontrols"}
UNTOLD = {"tests", "migrations", "locale"}
HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: Goldthread\\n"
"Language: {language}\\n"
"Plural-Forms: {plural}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def main() -> int:
    if "--collect" in sys.argv:
        for language in collect(ROOT):
            print(language)
    compile_all(ROOT)
    return 0


def compile_all(root: Path) -> None:
    """Write a `.mo` beside each `.po` that is newer; entries marked fuzzy are left in English."""
    for source in sorted((root / LOCALE).glob("*/LC_MESSAGES/django.po")):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        making = compiled.with_suffix(".mo.making")
        with source.open("rb") as file, making.open("wb") as out:
            mofile.write_mo(out, pofile.read_po(file))
        making.rename(compiled)


def collect(root: Path) -> Iterator[str]:
    """Bring every language's file up to date; gives a line about each. New words come without a translation."""
    template = words_in_code(root)
    for path in sorted((root / LOCALE).glob("*/LC_MESSAGES/django.po")):
        with path.open("rb") as file:
            catalog = pofile.read_po(file, locale=path.parts[-3])
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        path.write_bytes(written(catalog))
        missing = sum(1 for message in catalog if message.id and not is_whole(message.string))
        yield f"{catalog.locale}: {len(catalog)} words and sentences, {missing} not translated"


def written(catalog: Catalog) -> bytes:
    """The text of a `.po` file: in order of the words, without places in the code, which would change with every edit."""
    out = BytesIO()
    pofile.write_po(out, catalog, no_location=True, omit_header=True, sort_output=True, width=120)
    return HEADER.format(language=catalog.locale, plural=catalog.plural_forms).encode() + out.getvalue()


def words_in_code(root: Path) -> Catalog:
    """Every word and sentence that the code, our pages and the pages of sign-in say to people."""
    catalog = Catalog(charset="utf-8")
    for path in sorted((root / "goldthread").rglob("*")):
        if path.suffix in (".py", ".html", ".txt") and not UNTOLD & set(path.parts):
            for _line, message, comments, context in _found(path):
                catalog.add(message, None, auto_comments=comments, context=context)
    return catalog


def _found(path: Path) -> Iterator[tuple]:
    if path.suffix == ".py":
        method, options, text = "python", {}, path.read_text(encoding="utf-8")
    elif "jinja2" in path.parts:
        method, options, text = "jinja2", JINJA, path.read_text(encoding="utf-8")
    elif "templates" in path.parts:
        # Django turns its own template language into something that reads like Python.
        from django.conf import settings
        from django.utils.translation.template import templatize

        if not settings.configured:
            settings.configure()
        method, options = "python", {}
        text = re.sub(r"^\s+", "", templatize(path.read_text(encoding="utf-8")), flags=re.M)
    else:
        return
    yield from extract.extract(
        method, BytesIO(text.encode()), keywords=KEYWORDS, comment_tags=("Translators:",), options=options
    )


def is_whole(string: object) -> bool:
    """Whether a translation is there, in all its plural forms."""
    return all(string) if isinstance(string, (tuple, list)) else bool(string)


__all__ = ["collect", "compile_all", "is_whole", "words_in_code", "written"]

if __name__ == "__main__":
    raise SystemExit(main())
