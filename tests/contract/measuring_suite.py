"""What every catalogue promises of how far the graph of analysis is."""

from thesaury.ports.catalogue import Catalogue


class MeasuringSuite:
    def test_marks_and_owners_are_set_one_by_one_and_forgotten_together(self, catalogue: Catalogue):
        kept = catalogue.measuring
        assert (kept.marks(), kept.owners()) == ({}, {})
        kept.note({"usage": "7", "day": "2026-01-02"})
        kept.note({"usage": "9", "ü": ""})
        kept.note({})
        kept.note_owners({"dam/a b": "x", "dam/2": "y"})
        kept.note_owners({"dam/2": "z"} | {f"dam/{number}": "n" for number in range(3, 1200)})
        assert kept.marks() == {"usage": "9", "day": "2026-01-02", "ü": ""}
        owners = kept.owners()
        assert (len(owners), owners["dam/a b"], owners["dam/2"]) == (1199, "x", "z")
        kept.forget()
        assert (kept.marks(), kept.owners()) == ({}, {})
