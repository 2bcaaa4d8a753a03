"""The class: one seed for all, result codes without names, polls, debates, statistics, and the teacher's twins."""
