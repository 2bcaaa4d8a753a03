"""What the capstone asks: the plan, its ten numbers, and the pre-test once more."""
