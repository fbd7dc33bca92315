"""`asn-neutral help TOPIC`: the offline pages."""

from typing import Annotated

import typer

from asn_neutral.locale import N_

app = typer.Typer()


def complete_topic(incomplete: str) -> list[str]:
    """The topics that begin with *incomplete*."""
    from asn_neutral.help import TOPICS

    return [topic for topic in TOPICS if topic.startswith(incomplete)]


@app.command(epilog=N_("Example: asn-neutral help filters"))
def help_on(
    topic: Annotated[
        str | None,
        typer.Argument(metavar=N_("TOPIC"), help=N_("What to explain."), autocompletion=complete_topic),
    ] = None,
) -> None:
    """Explain a topic. Without a topic, list them."""
    from asn_neutral.help import overview, page
    from asn_neutral.output.files import write_stdout

    text = overview() if topic is None else page(topic)
    write_stdout([text.encode()])
