"""The demonstration city: staff, offices, services and training, generated from a seed and labelled "data contoh".

Nothing here is a real person or a real figure. The names of the districts and villages are real; the ratios come
from the sources named beside them in ``data/``. What training truly changes stands in ``planted.toml`` alone.
"""
