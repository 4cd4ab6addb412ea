"""The page of repayment agreements and promises to pay."""
