"""What the leases of every catalogue promise; the moment is always given, so that no test waits."""

from thesaury.ports.catalogue import Catalogue
from thesaury.ports.flows import Lease


class LeasesSuite:
    def test_a_name_has_one_holder_until_its_lease_runs_out(self, catalogue: Catalogue):
        take = catalogue.leases.take
        assert take("run/1", "a", 100.0, 30)
        assert not take("run/1", "b", 129.9, 30)
        assert take("run/1", "b", 130.0, 30)
        assert not take("run/1", "a", 130.0, 30)
        assert catalogue.leases.held("run/") == [Lease("run/1", "b", 160.0)]

    def test_a_holder_renews_even_what_has_run_out(self, catalogue: Catalogue):
        take = catalogue.leases.take
        assert [take("x", "a", now, 10) for now in (1.0, 5.0, 50.0)] == [True] * 3
        assert not take("x", "b", 59.5, 10)

    def test_only_the_holder_gives_back(self, catalogue: Catalogue):
        leases = catalogue.leases
        assert leases.take("x", "a", 1.0, 10)
        leases.release("x", "b")
        assert not leases.take("x", "b", 2.0, 10)
        leases.release("x", "a")
        leases.release("x", "a")
        assert leases.take("x", "b", 2.0, 10)

    def test_leases_are_listed_by_the_beginning_of_their_names_to_the_letter(self, catalogue: Catalogue):
        for name in ("worker/b", "worker/a", "Worker/c", "work%", "other"):
            assert catalogue.leases.take(name, "a", 1.0, 1)
        assert [lease.name for lease in catalogue.leases.held("worker/")] == ["worker/a", "worker/b"]
        assert [lease.name for lease in catalogue.leases.held("work%")] == ["work%"]
        assert len(catalogue.leases.held("")) == 5
