"""The trees of referrals: who named whom."""
