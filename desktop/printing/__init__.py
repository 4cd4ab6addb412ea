"""The only room that speaks ReportLab and python-docx."""
