"""Where a bundled program starts; its children start here too, with `--child` as their first argument."""

import sys

from pplx_desktop.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
