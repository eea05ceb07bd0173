"""PDF files: characters by PDFium, reading order by the white space between them."""
