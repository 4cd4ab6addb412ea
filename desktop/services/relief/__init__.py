"""Relief of interest (减免, 打包): asked for, granted by two people or three, booked when paid.

``checking`` says what speaks against a relief while it is typed, ``asking`` hands it in,
``granting`` is the act its checkers sign, ``granted`` records the written approval and takes a
relief back, ``booking`` is what a repayment and its reversal do to it.
"""
