"""The program as it is installed: the commands of the pipeline, and ``serve``, which stands above them."""

from __future__ import annotations

from pipeline.cli import cli
from pipeline.cli import main as run
from web.serve import serve

cli.add_command(serve)


def main() -> None:
    """Run ``baocao``; ends the process with an exit code of the contract."""
    run()


if __name__ == "__main__":
    main()
