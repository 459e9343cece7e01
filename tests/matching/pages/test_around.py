"""Who would join an initiative, or can help it: few questions to the database, however much there is."""

from vliegwiel.exchange import helping_tasks


def test_the_number_of_statements_stays_small(world, index, signed_in, statements):
    helping_tasks.gather_all(0)
    index()
    lead, address = signed_in(world.person("lead")), f"/personen/wie-weet/bij/{world.initiatives['letters'].code}/"
    assert lead.get(address).status_code == 200
    with statements(19):
        lead.get(address)
