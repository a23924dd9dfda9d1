"""Printed arithmetic."""
