"""The child process: limits itself, gives up the network, reads a document from standard input, tells its text on standard output."""

import json
import sys
from typing import Any

from thesaury.engines.confining import confine
from thesaury.engines.cutting_off import no_sockets
from thesaury.engines.documents.wire import Form, Limits
from thesaury.model.errors import BadInput
from thesaury.ports.documents import Document


def read(name: str, form: Form, content: bytes, limits: Limits) -> Document:
    """The text of a document of this form. Raises BadInput, and whatever a library raises for a file that is broken."""
    if form is Form.PDF:
        from thesaury.engines.documents.pdf import pdf_text

        return pdf_text(name, content, limits)
    from thesaury.engines.documents.package import checked

    checked(name, content, limits)
    if form is Form.DOCX:
        from thesaury.engines.documents.word import word_text

        return word_text(name, content)
    from thesaury.engines.documents.slides import slides_text

    return slides_text(name, content)


def told(name: str, form: Form, content: bytes, limits: Limits) -> dict[str, str]:
    """What the child answers: the text and its title, or why there is none."""
    try:
        found = read(name, form, content, limits)
    except BadInput as refusal:
        return {"refused": refusal.message}
    except MemoryError:
        return {"refused": f"{name} needs more than {limits.memory_mib} MiB of memory. Save it without its pictures."}
    except Exception:  # noqa: BLE001 - whatever the libraries raise for a file that is broken: this process ends here
        return {"refused": f"{name} is damaged, or no {form.upper()}. Open it where it was made, and save it again."}
    if not any(map(str.isalnum, found.text)):
        return {"refused": f"{name} holds no text. Write the brief into it, or paste its text."}
    return {"text": found.text, "title": found.title}


def start() -> None:
    """Read what the parent sends, under the name, the form and the limits it gave as JSON."""
    given: dict[str, Any] = json.loads(sys.argv[2])
    limits = Limits(**given["limits"])
    confine(limits.memory_mib, limits.cpu_seconds)
    no_sockets()
    answer = told(given["name"], Form(given["form"]), sys.stdin.buffer.read(), limits)
    # A document may hold half a character, which no encoding has.
    sys.stdout.buffer.write(json.dumps(answer).encode())
    sys.stdout.buffer.flush()
