"""What the program is about: values, rules and words; pure, standard library only."""
