"""Parquet shards in place of a database: written by a load, put into a database by ``baocao import``."""

__all__ = ["import_shards", "shard_files", "store"]
