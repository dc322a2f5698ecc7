"""Taking in an extract of the record system: CSV files in a folder, all or nothing for each person.

`values` reads one cell, `columns` says which there are, `reading` turns files into rows, `bundles` puts the rows of
one person together and finds what contradicts itself, `writing` stores a batch of people, `run` does it all.
"""

from icm.people.actions.extract.reading import Problem, Unusable
from icm.people.actions.extract.rejects import write_rejects
from icm.people.actions.extract.run import Busy, Imported, import_folder

__all__ = ["Busy", "Imported", "Problem", "Unusable", "import_folder", "write_rejects"]
