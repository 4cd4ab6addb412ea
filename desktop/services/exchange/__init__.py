"""The branch's exchange with head office: packages up, return packages down."""
