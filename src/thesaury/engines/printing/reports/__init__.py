"""Reports on paper, by reportlab: `ports.report_printing.ReportPrinter`."""

from thesaury.engines.printing.reports.document import PdfReports

__all__ = ["PdfReports"]
