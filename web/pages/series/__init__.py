"""The page of series: comparison table, chart, downloads."""
