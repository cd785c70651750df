"""Fennmoor, the fictional demo brand: its vocabulary, its pictures and the records of its three pretend DAMs."""

from thesaury.sandbox.brand.pack import BrandPack, write_brand
from thesaury.sandbox.brand.shoots import Picture, Purchase, Shoot, Words, pictures

__all__ = ["BrandPack", "Picture", "Purchase", "Shoot", "Words", "pictures", "write_brand"]
