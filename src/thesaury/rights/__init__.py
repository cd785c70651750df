"""Licence text and terms to policy, policy to verdict; never a guess."""
