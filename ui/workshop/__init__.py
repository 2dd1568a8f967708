"""The room of the certificate workshop: templates side by side, the editor of one, printing onto forms."""
