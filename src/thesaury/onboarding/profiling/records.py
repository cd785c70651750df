"""Records of a connected system as rows: what their fields hold can be told as that of a table's columns."""

from typing import Any

from thesaury.model.asset import Record


def cells_of(record: Record) -> dict[str, Any]:
    """The fields of a record by name, each as a cell: texts with their languages, tags, every property, and every field of its
    licences as `licence.NAME` (their texts as `licence`)."""
    cells: dict[str, Any] = {"id": record.external_id}
    for text in record.texts:
        cells.setdefault(text.field, []).append({"culture": text.language, "value": text.value})
    if record.tags:
        cells["tags"] = list(record.tags)
    if record.stated:
        cells["concepts"] = list(record.stated)
    for name, values in record.properties:
        cells[name] = list(values)
    for licence in record.licences:
        if licence.text:
            cells.setdefault("licence", []).append(licence.text)
        for name, value in licence.fields:
            cells.setdefault(f"licence.{name}", []).append(value)
    if record.file:
        cells["file"] = record.file.location
    return cells
