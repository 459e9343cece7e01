from tests.journeys.people import make_account, write_down
from axe_playwright_python.sync_playwright import Axe
def test_try(visitor):
    make_account(visitor, "zwolle.nl")
    print(write_down(visitor, "Proefplan"))
    r = Axe().run(visitor.page)
    print([v["id"] for v in r.response["violations"]])
