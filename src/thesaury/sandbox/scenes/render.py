"""From a scene to the bytes of a JPEG picture."""

from io import BytesIO

from thesaury.sandbox.scenes.scene import Scene, draw


def render(scene: Scene, quality: int = 85) -> bytes:
    """The scene as a JPEG (sRGB, baseline sizes of its shape); ValueError as in `draw`."""
    import resvg_py
    from PIL import Image

    png = resvg_py.svg_to_bytes(svg_string=draw(scene), skip_system_fonts=True)
    out = BytesIO()
    with Image.open(BytesIO(bytes(png))) as image:
        image.convert("RGB").save(out, "JPEG", quality=quality, optimize=True, progressive=True)
    return out.getvalue()
