"""Running the house: start, look after, back up, restore, see what is wrong."""
