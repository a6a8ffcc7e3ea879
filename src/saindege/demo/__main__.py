"""``python -m saindege.demo load``: brings the demonstration city into the data folder."""

import os
import sys

from saindege.demo.app.command import main

# The matrices here are small: threads of the numerical library only wait for each other on a busy machine.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.exit(main())
