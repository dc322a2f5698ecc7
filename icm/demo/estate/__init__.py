"""An invented estate in the proportions of Scotland's prisons, with the faults inspectors found staged in it.

`plan` says who is where and under which kind of sentence; `names`, `sentences`, `moves`, `reviews` and `events` invent
one person's record; `staff` the accounts; `writing` puts it into the tables and `load` runs the whole. The same seed
and reference day give the same rows: nothing here asks a clock.
"""
