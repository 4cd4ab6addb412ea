"""What the packaged program runs first."""

from multiprocessing import freeze_support

from desktop.__main__ import main

if __name__ == "__main__":
    freeze_support()  # an old .xls is read in a process of its own, which starts here too
    main()
