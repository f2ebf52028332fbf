"""Campaigns: what goes wrong in years, tried in minutes. `python -m tests.campaigns NAME --count N`.

Each campaign does the same things a number of times by chance, with a seed that repeats them, and counts what was lost.
The tests run a few of each (`integration/test_campaigns.py`), `make campaign` many.
"""
