from threading import get_ident

from iitui.domain.contacts import ContactDraft
from tests.conftest import MakeApp
from tests.ui.pilot import settle


async def test_it_is_read_on_another_thread_and_sees_what_was_just_written(make_app: MakeApp):
    app = make_app()
    async with app.run_test() as pilot:
        await settle(pilot)
        session = app.session

        def names(reader):
            people = reader.contacts.page("", 0, 10, session.now(), session.day_end(), archived=False)
            return get_ident(), [person.name for person in people]

        assert (await session.read_aside(names))[1] == []
        await session.act(lambda store: store.contacts.add(ContactDraft(name="Ada")))
        thread, found = await session.read_aside(names)
        assert found == ["Ada"]
        assert thread != get_ident()
        await session.act(lambda store: store.contacts.add(ContactDraft(name="Bo")))
        assert (await session.read_aside(names))[1] == ["Ada", "Bo"]
