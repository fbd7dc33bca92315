"""The desk at which the person at this terminal writes."""

from asn_neutral.cli.context import Office
from asn_neutral.law.book import Book
from asn_neutral.services.desk import Desk
from asn_neutral.values import login_name


def desk_of(office: Office, book: Book | None = None) -> Desk:
    """Where and as whom the person at this terminal records something; under the law of *book*, or the office's."""
    from asn_neutral.services.users import known_as

    login = login_name()
    return Desk(
        database=office.database,
        book=book or office.book,
        today=office.today,
        now=office.now(),
        actor=known_as(office.database, office.settings.actor, login),
        wait_seconds=office.settings.lock_wait_seconds,
        week=office.settings.office_week,
        login=login,
    )
