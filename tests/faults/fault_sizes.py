"""How much is tried: a slice for every change, and all of it where there is time (`make soak`)."""

SLICE = 7
"""Every how manieth step is stopped in the slice, where not all are."""
STRIDES = {"rebuild": 4}
"""The same in the soak, of courses that have many hundred steps; of others all."""
ERRORS = ("ENOSPC", "EDQUOT", "EACCES", "EROFS", "EIO")
"""What a disk can say at any step."""
EVERY_RULE = 16
"""Once in so many trials every rule is looked at; else it is enough that the rows are those of a run that kept them."""
KILLS = (4, 120)
"""Kills at random moments, in the slice and in the soak."""
RACES = (1, 100)
"""Builds that begin at the same moment."""
FILLS = (8, 65)
"""How full a disk is made, in steps of 64 kB in the slice and of 4 kB in the soak."""
BITS = 100
"""Bits of a built dataset that are flipped at random; the soak flips every bit of a small one."""
BAD_INPUTS = (40, 3000)
"""Damaged files."""
CUTS = ((10, 1), (1, 4))
"""At every how manieth moment the power is cut, and of how many chances what is lost then."""
