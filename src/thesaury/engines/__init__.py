"""What Thesaury runs on, one folder for each engine; every adapter stands alone and is named only by bootstrap."""
