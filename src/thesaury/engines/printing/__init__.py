"""Boards on paper, by reportlab: `ports.board_printing.BoardPrinter`."""

from thesaury.engines.printing.boards import PdfBoards

__all__ = ["PdfBoards"]
