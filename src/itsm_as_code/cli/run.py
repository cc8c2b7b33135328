"""From words to an exit code: the one place where exceptions end and messages reach the user."""

from __future__ import annotations

import os
from collections.abc import Sequence

import click

from itsm_as_code.cli import streams
from itsm_as_code.cli.verbs import itsm
from itsm_as_code.errors import UserError

BUG = 3
INTERRUPTED = 130  # 128 + SIGINT, as shells count
READER_GONE = 141  # 128 + SIGPIPE
_COMPLETION = "_ITSM_COMPLETE"


def run(arguments: Sequence[str]) -> int:
    """Run `itsm` with these words and give its exit code.

    Nothing is raised: an exception that no clause here names is a bug of ours.
    """
    streams.prepare()
    try:
        code = _invoke(arguments)
    except click.exceptions.Exit as exit_:
        code = exit_.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        streams.show_help(error.format_message())
        code = error.exit_code
    except click.ClickException as error:
        code = _refuse(error.format_message(), _hint(error))
    except UserError as error:
        code = _refuse(error.message, error.hint)
    except (KeyboardInterrupt, click.exceptions.Abort):
        code = INTERRUPTED
    except BrokenPipeError:
        streams.abandon()
        code = READER_GONE
    except Exception as error:
        code = _bug(error, arguments)
    return code


def _invoke(arguments: Sequence[str]) -> int:
    instruction = os.environ.get(_COMPLETION)
    if instruction:
        from click.shell_completion import shell_complete

        return shell_complete(itsm, {}, "itsm", _COMPLETION, instruction)
    with itsm.make_context("itsm", list(arguments)) as context:
        code: int | None = itsm.invoke(context)
    return code or 0


def _refuse(message: str, hint: str | None) -> int:
    streams.complain("error", message)
    if hint:
        streams.complain("hint", hint)
    return 2


def _hint(error: click.ClickException) -> str | None:
    if not isinstance(error, click.UsageError) or error.ctx is None:
        return None
    option = error.param if isinstance(error, click.BadParameter) else None
    if option is not None and option.name is not None:
        source = error.ctx.get_parameter_source(option.name)
        if source is click.core.ParameterSource.ENVIRONMENT:
            return f"The value comes from {option.envvar} in the environment."
    return f"'{error.ctx.command_path} --help' explains the options."


def _bug(error: Exception, arguments: Sequence[str]) -> int:
    from itsm_as_code.cli import crash

    streams.complain("error", f"itsm has a fault of its own and stopped ({crash.summary(error)}).")
    report = crash.report(error, arguments)
    try:
        hint = f"Please report it, with this file: {crash.write(report)}"
    except OSError:
        hint = f"Please report it. No log could be written, so here it is:\n{report}"
    streams.complain("hint", hint)
    return BUG
