"""``baocao serve``: the reading room."""

from __future__ import annotations

import getpass
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    import socket

    from web.settings import Settings

#: The variable that holds the password where nobody can type it.
PASSWORD_VARIABLE = "BAOCAO_PASSWORD"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@click.command(short_help="Open the reading room: the archive in the browser.")
@click.argument(
    "archive", type=click.Path(dir_okay=False, path_type=Path), default=Path("archive.db"), metavar="[FILE]"
)
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0 takes any free one.")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Listen on this address.")
@click.option(
    "--name", "names", multiple=True, metavar="NAME", help="Another name that this machine is called by in the browser."
)
@click.option("--read-only", is_flag=True, help="Show, and change nothing: no review, no load, no dismissal.")
@click.option(
    "--password", is_flag=True, help=f"Ask for a password first (or take it from {PASSWORD_VARIABLE}), and require it."
)
@click.option("--open", "open_browser", is_flag=True, help="Open the browser, too.")
def serve(
    archive: Path, port: int, host: str, names: tuple[str, ...], read_only: bool, password: bool, open_browser: bool
) -> None:
    """Open the reading room over FILE (default archive.db): every value beside its printed place, in the browser.

    It listens on this machine alone. To share it, give --host and --password. A FILE that is not there yet is made, and
    reports are loaded into it in the browser. Ctrl-C ends it.

    \b
    Examples:
      baocao serve
      baocao serve an-lao.db --port 9000 --open
      baocao serve --read-only
      baocao serve --host 0.0.0.0 --name luu-tru.local --password
    """
    if host not in _LOOPBACK and not password:
        raise click.UsageError(
            f"with --host {host} everybody who can reach this machine could read and change the archive. "
            "Add --password, or leave --host away."
        )
    secret = _password() if password else None
    settings = _settings(archive, read_only, secret, host, names)
    listening = _listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listening.getsockname()[1]}/"
    click.echo(f"The reading room of {archive} is open at {address}  (Ctrl-C ends it)", err=True)
    if open_browser:
        click.launch(address)
    _run(settings, listening)


def _settings(archive: Path, read_only: bool, secret: str | None, host: str, names: tuple[str, ...]) -> Settings:
    from db import open_archive

    try:
        from web.app import create_app  # noqa: F401  # what it needs is an extra, and may be missing
        from web.auth.sessions import hash_password
        from web.settings import settings_for
    except ImportError as error:
        raise click.ClickException(
            f"the reading room needs packages that are not installed ({error.name}). Install baocao with them "
            "(pip install '.[web]' in its folder)."
        ) from error
    # Made, or brought up to date, before the first request; says why not where it is no archive.
    with open_archive(archive, write=not read_only) as opened:
        opened.maintenance.table_names()
    hosts = (
        *names,
        *((f"[{host}]" if ":" in host else host,) if host not in ("0.0.0.0", "::") else _own_names()),
    )  # compared, not bound
    return settings_for(
        archive.absolute(),
        getpass.getuser(),
        read_only=read_only,
        password_hash=None if secret is None else hash_password(secret),
        hosts=hosts,
    )


def _own_names() -> tuple[str, ...]:
    import socket

    return (socket.gethostname(), socket.getfqdn())


def _password() -> str:
    given = os.environ.get(PASSWORD_VARIABLE) or click.prompt(
        "Password of the reading room", hide_input=True, confirmation_prompt=True, err=True
    )
    if len(given) < 8:
        raise click.UsageError("the password has fewer than 8 characters. Take a longer one.")
    return str(given)


def _listen(host: str, port: int) -> socket.socket:
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named, asyncio sets TCP_NODELAY: without it each answer waits 40 ms for a delayed ACK.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()
    except OSError as error:
        listening.close()
        raise click.ClickException(
            f"cannot listen on {host}, port {port} ({error.strerror}). Another program may be using it: "
            "give another --port."
        ) from error
    return listening


def _run(settings: Settings, listening: socket.socket) -> None:
    import uvicorn

    from web.app import create_app

    config = uvicorn.Config(
        create_app(settings), log_level="warning", access_log=False, server_header=False, proxy_headers=False
    )
    uvicorn.Server(config).run(sockets=[listening])
