"""An address as a square that phones take a picture of."""


def drawn(words: str) -> tuple[int, str]:
    """The QR code of these words: how many modules wide, and the dark ones as the path of a drawing."""
    # Loaded with the first square that is drawn: the library would hold up every start.
    import qrcode  # type: ignore[import-untyped]

    made = qrcode.QRCode(border=2)
    made.add_data(words)
    made.make(fit=True)
    rows = made.get_matrix()
    return len(rows), "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
