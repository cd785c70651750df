"""Records in a table: CSV, TSV, XLSX or JSON Lines exported from any system."""
