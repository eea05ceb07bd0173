"""The command line: one group of commands, each answering one question.

group      errors and their exit codes, did-you-mean
options    the options that commands share
terminal   what may be written to a terminal, and how
...        one module for each kind of command
"""

from graphbuild.cli.group import main

__all__ = ["main"]
