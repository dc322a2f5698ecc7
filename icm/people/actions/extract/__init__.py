"""Taking in an extract of the record system: CSV files in a folder, all or nothing for each person.

`values` reads one cell, `columns` says which there are, `reading` turns files into rows, `belongings` says what the
rows of each file become, `bundles` puts the rows of one person together and finds what contradicts itself, `writing`
stores a batch of people, `run` does it all.
"""

from icm.people.actions.extract.reading import Problem, Unusable
from icm.people.actions.extract.rejects import write_rejects
from icm.people.actions.extract.run import Busy, Imported, Watch, import_folder

__all__ = ["Busy", "Imported", "Problem", "Unusable", "Watch", "import_folder", "write_rejects"]
