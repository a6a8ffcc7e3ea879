"""``python -m saindege.web WORD``: runs and looks after the application half; ``saindege WORD`` starts this."""

import sys

from saindege.web.operation.command import main

sys.exit(main())
