"""The words for where a loan stands beside its line; who compares with a line answers with one of them."""

NO_DEBT, NORMAL, CALLED = "no-debt", "normal", "called"
