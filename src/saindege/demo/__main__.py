"""``python -m saindege.demo load``: brings the demonstration city into the data folder."""

import sys

from saindege.demo.app.command import main

sys.exit(main())
