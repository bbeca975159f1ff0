"""Khabar's helpers: small rooms that turn Arabic news into frames, charts and reports. See README.md for the map."""

__version__ = "0.1.0"
