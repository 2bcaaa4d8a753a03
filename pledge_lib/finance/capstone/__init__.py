"""A loan planned beforehand: the case that is given, the plan that is made for it, and where the two disagree."""
