"""Rules that an organisation writes itself, in the Common Expression Language (CEL).

Must not know the tool's own rules, findings' positions or how anything is printed. The engine runs in a
process of its own (`child`), which knows neither the model nor the catalogue: what it is told, and what it
says, are the messages of `wire`. `engine` alone imports the engine; `worker` alone starts the process.
"""
