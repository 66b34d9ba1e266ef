"""The facilitator's workbook for MUS workshops, served as Voila dashboards."""

__version__ = "0.1.0"

__all__ = ["__version__"]
