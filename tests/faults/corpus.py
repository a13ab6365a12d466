"""Strings, numbers and days that nobody foresees; each once broke some product."""

STRINGS = {
    "NUL": "a\x00b",
    "control marks": "a\x01\x08\x0b\x1b\x7f\x85b",
    "a lone surrogate as bytes": "a\udcedb",
    "letters beyond the first plane": "𝕏 🧵👩‍👩‍👧‍👦 𠜎",
    "right to left": "\u202eevil\u2066 שלום مرحبا",
    "combining marks": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G" * 5,
    "blanks that are none": "\u00a0\u200b\u2028\u2029\ufeff\u3164",
    "a script": "\"'></textarea></title><script>alert(1)</script><img src=x onerror=alert(1)>",
    "templates": "{{7*7}}${7*7}{% x %}<%= 7 %>%(name)s%s{0}",
    "line breaks for a header": "a\r\nBcc: eve@example.org\r\n\r\nb",
    "quotes": "' OR 1=1 -- \" \\ ; DROP TABLE chain_goal",
    "a wild path": "../../../../etc/passwd%00%2e%2e",
    "a number too large": "9" * 400,
    "no number": "-1e309",
    "blank": "   ",
}
LONG = "𝕏 a" * 350_000
IDS = ("0", "-1", "9223372036854775808", "99999999999999999999", "1.5", "1e3", "\u0661", "a\x00", "None", "9" * 5000)
DAYS = ("0001-01-01", "9999-12-31", "10000-01-01", "2026-02-30", "-1-1-1", "2026-13-01T00:00", "٢٠٢٦-01-01")
