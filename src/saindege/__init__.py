"""Saindege: a civil-service training programme, from the first need to the last citizen."""

__version__ = "0.1.0"
