"""The Core Screen, the plan and the case conference. In this stage: their rules."""
