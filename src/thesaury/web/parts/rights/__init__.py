"""Rights as pages show them: badges, cards of axes, questions and answers in words."""
