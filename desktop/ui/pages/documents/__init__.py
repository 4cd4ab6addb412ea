"""Documents (文书) in the window: composed, issued, printed, listed, and their templates."""
