"""The page of relief: asking for one, the written approval, the payment it waits for."""
