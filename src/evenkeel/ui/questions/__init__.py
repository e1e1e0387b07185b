"""The way to a plan: welcome, questions, answers, a code from paper, a referral."""
