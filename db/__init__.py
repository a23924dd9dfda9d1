"""db: records become rows, and rows answers across reports. The only room that knows SQL."""
