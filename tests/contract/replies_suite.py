"""What the memory of answered writes of every catalogue promises."""

from thesaury.ports.catalogue import Catalogue
from thesaury.ports.replies import KEPT_SECONDS, Claim, Reply, Standing

MADE = Reply(201, (("content-type", "application/json"), ("location", "/ä")), '{"name": "Äcker"}')
SOON = 60.0


class RepliesSuite:
    def test_a_request_is_done_once_and_its_answer_given_again(self, catalogue: Catalogue):
        replies = catalogue.replies
        assert replies.claim("ada", "k", "d", 1000.0, SOON) == Claim(Standing.FIRST)
        assert replies.claim("ada", "k", "d", 1001.0, SOON) == Claim(Standing.RUNNING)
        replies.keep("ada", "k", MADE, 1002.0)
        assert replies.claim("ada", "k", "d", 1003.0, SOON) == Claim(Standing.ANSWERED, MADE)

    def test_a_key_goes_with_one_request_of_one_caller(self, catalogue: Catalogue):
        replies = catalogue.replies
        replies.claim("ada", "k", "d", 1000.0, SOON)
        assert replies.claim("ada", "k", "e", 1001.0, SOON) == Claim(Standing.OTHER)
        replies.keep("ada", "k", MADE, 1002.0)
        assert replies.claim("ada", "k", "e", 1003.0, SOON) == Claim(Standing.OTHER)
        assert replies.claim("ben", "k", "e", 1003.0, SOON) == Claim(Standing.FIRST)
        assert replies.claim("ada", "K", "e", 1003.0, SOON) == Claim(Standing.FIRST)

    def test_what_came_to_nothing_or_died_can_be_sent_again(self, catalogue: Catalogue):
        replies = catalogue.replies
        replies.claim("ada", "k", "d", 1000.0, SOON)
        replies.release("ada", "k")
        assert replies.claim("ada", "k", "other", 1001.0, SOON) == Claim(Standing.FIRST)
        assert replies.claim("ada", "k", "third", 1001.0 + SOON, SOON) == Claim(Standing.FIRST)
        replies.keep("ada", "k", MADE, 1100.0)
        replies.release("ada", "k")
        assert replies.claim("ada", "k", "third", 1101.0, SOON) == Claim(Standing.ANSWERED, MADE)
        replies.release("nobody", "k")

    def test_an_answer_is_given_again_for_a_day(self, catalogue: Catalogue):
        replies = catalogue.replies
        replies.claim("ada", "k", "d", 1000.0, SOON)
        secret = Reply(201, (), "", True)
        replies.keep("ada", "k", secret, 1000.0)
        assert replies.claim("ada", "k", "d", 999.0 + KEPT_SECONDS, SOON) == Claim(Standing.ANSWERED, secret)
        assert replies.sweep(999.0 + KEPT_SECONDS) == 0
        assert replies.claim("ada", "k", "e", 1000.0 + KEPT_SECONDS, SOON) == Claim(Standing.FIRST)
        assert replies.sweep(1000.0 + 2 * KEPT_SECONDS) == 1
        assert replies.claim("ada", "k", "d", 1000.0 + 2 * KEPT_SECONDS, SOON) == Claim(Standing.FIRST)
