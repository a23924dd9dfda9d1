"""Reading on the machines of a Dask cluster: the connection, the engine of a load, and the job of a worker."""

__all__ = ["connection", "engine", "job"]
