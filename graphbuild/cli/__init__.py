"""The command line: one group of commands.

group      errors and their exit codes, suggestions for misspelt commands
options    options that commands share
terminal   safe and formatted output
...        one module for each kind of command
"""

from graphbuild.cli.group import main

__all__ = ["main"]
