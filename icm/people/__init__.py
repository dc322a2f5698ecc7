"""The shared nouns: establishments, local authorities, people in custody, their sentences and who is allocated.

Holds facts and who may know them. What is due because of them is asked by the clocks; risk and casework build on top.
"""
