"""``python -m tuireader``: the same front door as the command ``tuireader``."""

from tuireader.cli.main import main

if __name__ == "__main__":
    main()
