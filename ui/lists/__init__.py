"""The list of a register: table, filters, columns, verbs on what is selected."""
