"""What merging two cards is made of: how each kind of linked row goes along, what clashes, which value is proposed."""
