"""`python -m thesaury` is the command line."""

from thesaury.cli import main

if __name__ == "__main__":
    main()
