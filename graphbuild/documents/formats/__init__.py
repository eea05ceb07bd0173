"""One module for each kind of file; those that parse foreign formats run in a sandboxed process."""
