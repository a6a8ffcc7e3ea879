"""``python -m saindege.cli``: the same as ``saindege``, where the scripts folder is not on the path."""

import sys

from saindege.cli import main

sys.exit(main())
