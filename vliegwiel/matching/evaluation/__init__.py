"""How good the matching is: public evaluation sets, answered by the program's own functions and scored."""
