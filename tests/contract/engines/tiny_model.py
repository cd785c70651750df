"""A model folder that a test can make: a real ONNX network that looks up a row for each token, and a real tokenizer for it.

ONNX files are protocol buffers; the few messages needed are written here by hand (field numbers from onnx.proto3), so that the tests
need no package for it.
"""

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np

_FLOAT, _INT64 = 1, 7
WORDS = (
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "a",
    "boat",
    "boats",
    "harbour",
    "in",
    "the",
    "packaging",
    "sustainable",
    "ein",
    "im",
    "hafen",
)
DIMENSIONS = 8


def tiny_model(
    folder: Path,
    network: str = "onnx/model.onnx",
    inputs: Iterable[str] = ("input_ids", "attention_mask"),
    pooled: bool = False,
    outside: bool = False,
    **config: object,
) -> Path:
    """Write a model in hub form; `pooled` gives one vector for the text, of its second token, beside those of the tokens;
    with `outside` the table lies in a file of its own, as with networks of more than 2 GB."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    place = folder / network
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(_network(tuple(inputs), pooled, f"{place.name}_data" if outside else ""))
    if outside:
        place.with_name(f"{place.name}_data").write_bytes(table().tobytes())
    tokenizer = Tokenizer(models.WordLevel({word: number for number, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        "[CLS] $A [SEP]", special_tokens=[("[CLS]", 1), ("[SEP]", 2)]
    )
    # As publishers leave them: both have to be undone, or a text would be cut and its vector mixed with padding.
    tokenizer.enable_padding(length=5)
    tokenizer.enable_truncation(4)
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "config.json").write_text(json.dumps({"hidden_size": DIMENSIONS, **config}))
    return folder


def table() -> np.ndarray:
    """The row of each token, tokens × `DIMENSIONS`."""
    return np.random.default_rng(7).standard_normal((len(WORDS), DIMENSIONS)).astype(np.float32)


def _network(inputs: tuple[str, ...], pooled: bool, outside: str) -> bytes:
    nodes = [_node("Gather", ("table", "input_ids"), "tokens")]
    tensors = [_tensor("table", table().shape, _FLOAT, b"" if outside else table().tobytes(), outside)]
    outputs = [_value("tokens", _FLOAT, ("b", "s", DIMENSIONS))]
    if pooled:
        # Gather along axis 1 with a scalar index takes the axis away.
        nodes.append(_node("Gather", ("tokens", "second"), "sentence_embedding", axis=1))
        tensors.append(_tensor("second", (), _INT64, np.array(1, np.int64).tobytes()))
        outputs.append(_value("sentence_embedding", _FLOAT, ("b", DIMENSIONS)))
    graph = b"".join(_field(1, node) for node in nodes) + _field(2, b"tiny")
    graph += b"".join(_field(5, tensor) for tensor in tensors)
    graph += b"".join(_field(11, _value(name, _INT64, ("b", "s"))) for name in inputs)
    graph += b"".join(_field(12, output) for output in outputs)
    return _number(1, 8) + _field(7, graph) + _field(8, _field(1, b"") + _number(2, 17))


def _node(operation: str, inputs: tuple[str, ...], output: str, axis: int = 0) -> bytes:
    axis_attribute = _field(1, b"axis") + _number(3, axis) + _number(20, 2)
    named = b"".join(_field(1, name.encode()) for name in inputs) + _field(2, output.encode())
    return named + _field(4, operation.encode()) + _field(5, axis_attribute)


def _tensor(name: str, shape: tuple[int, ...], kind: int, raw: bytes, outside: str = "") -> bytes:
    head = b"".join(_number(1, size) for size in shape) + _number(2, kind) + _field(8, name.encode())
    if outside:
        return head + _field(13, _field(1, b"location") + _field(2, outside.encode())) + _number(14, 1)
    return head + _field(9, raw)


def _value(name: str, kind: int, shape: tuple[str | int, ...]) -> bytes:
    sizes = (_number(1, size) if isinstance(size, int) else _field(2, size.encode()) for size in shape)
    return _field(1, name.encode()) + _field(
        2, _field(1, _number(1, kind) + _field(2, b"".join(_field(1, s) for s in sizes)))
    )


def _field(number: int, content: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _number(number: int, value: int) -> bytes:
    return _varint(number << 3) + _varint(value)


def _varint(value: int) -> bytes:
    found = b""
    while value > 0x7F:
        found += bytes([value & 0x7F | 0x80])
        value >>= 7
    return found + bytes([value])
