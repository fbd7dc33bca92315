"""`asn-neutral user`: who may record what."""

from typing import Annotated

import typer

from asn_neutral.cli.context import office_of
from asn_neutral.cli.options import DryRunOption, FormatOption, OutputOption
from asn_neutral.locale import N_

app = typer.Typer()
NameArgument = Annotated[str, typer.Argument(metavar=N_("NAME"), help=N_("The person, as the register names it."))]
RolesOption = Annotated[
    list[str],
    typer.Option("--role", metavar=N_("ROLE"), help=N_("What the person is; may be given several times.")),
]
RolesArgument = Annotated[list[str] | None, typer.Argument(metavar=N_("ROLE..."), help=N_("What the person is now."))]
LoginOption = Annotated[
    list[str] | None,
    typer.Option(
        "--login", metavar=N_("NAME"), help=N_("A user of the system that is this person; otherwise of the same name.")
    ),
]


@app.command("list", epilog=N_("Example: asn-neutral user list"))
def list_users(ctx: typer.Context, *, format: FormatOption = None, output: OutputOption = None) -> None:  # noqa: A002 - the word of the option
    """List who may record, and in which roles; as long as there is nobody, anybody may do anything."""
    from asn_neutral.reports.users import user_list
    from asn_neutral.services.users import users_of

    office = office_of(ctx)
    found = users_of(office.database, wait_seconds=office.settings.lock_wait_seconds)
    office.show(user_list(found, office.view), format=format, output=output)


@app.command("rights", epilog=N_("Example: asn-neutral user rights"))
def rights(ctx: typer.Context, *, format: FormatOption = None, output: OutputOption = None) -> None:  # noqa: A002 - the word of the option
    """Show what each role may do; lists and reports are for everybody who can read the register."""
    from asn_neutral.reports.users import rights_table

    office_of(ctx).show(rights_table(), format=format, output=output)


@app.command("add", epilog=N_("Example: asn-neutral user add 'Siti Rahma' --role clerk --login siti"))
def add(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    name: NameArgument,
    *,
    role: RolesOption,
    login: LoginOption = None,
    dry_run: DryRunOption = False,
    format: FormatOption = None,  # noqa: A002 - the word of the option
) -> None:
    """Let somebody record. The first one has to be an administrator; from then on only users may record.

    Several people who share an account of the system each get its name with --login, and say with --as who they are.
    """
    from asn_neutral.cli.desk import desk_of
    from asn_neutral.cli.roles import roles_of
    from asn_neutral.domain.rights import User
    from asn_neutral.reports.users import user_set
    from asn_neutral.services.users import add_user

    office = office_of(ctx)
    user = User(name, roles_of(role), tuple(login or ()))
    office.show(user_set(add_user(user, desk_of(office), rehearse=dry_run)), format=format)


@app.command("role", epilog=N_("Example: asn-neutral user role 'Siti Rahma' clerk decider"))
def role(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    name: NameArgument,
    roles: RolesArgument = None,
    *,
    nobody: Annotated[bool, typer.Option("--none", help=N_("The person may record no longer."))] = False,
    dry_run: DryRunOption = False,
    format: FormatOption = None,  # noqa: A002 - the word of the option
) -> None:
    """Give a user other roles, or --none. What this person recorded stays as it is."""
    from asn_neutral.cli.desk import desk_of
    from asn_neutral.cli.roles import roles_or_none
    from asn_neutral.reports.users import user_set
    from asn_neutral.services.users import change_roles

    office = office_of(ctx)
    wanted = roles_or_none(roles or (), nobody=nobody)
    office.show(user_set(change_roles(name, wanted, desk_of(office), rehearse=dry_run)), format=format)
