"""What the packaged program runs first."""

from desktop.__main__ import main

main()
