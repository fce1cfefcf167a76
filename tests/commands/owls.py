"""The article that the tests of commands drop."""

OWLS = (
    "Owls move into the old signal tower\n\n"
    "Four owls have nested in the signal tower of Holmstad since the railway closed.\n\n"
    "“They pay no rent and they catch the rats,” said Ida Brekke, who has the keys to the tower.\n"
)
