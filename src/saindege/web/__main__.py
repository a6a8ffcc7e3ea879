"""``python -m saindege.web WORD``: runs and looks after the application half; ``saindege WORD`` starts this."""

import os
import sys

from saindege.web.operation.command import main

# The matrices here are small: threads of the numerical library only wait for each other on a busy machine.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.exit(main())
